import superagent from 'superagent';

export default () => {
  const request = superagent.post('https://a.example/b').send({ c: 1 }).query({ d: 'e f' });
  return [request.method, request.url, request.toJSON(), typeof superagent.agent];
};
