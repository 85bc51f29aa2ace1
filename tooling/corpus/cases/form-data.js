import FormData from 'form-data';

export default () => {
  const form = new FormData();
  form.setBoundary('edge');
  form.append('a', 'b');
  form.append('file', Buffer.from('x'), { filename: 'x.json' });
  return [form.getBuffer().toString(), form.getHeaders(), form.toString()];
};
