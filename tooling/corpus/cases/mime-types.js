import mime from 'mime-types';

export default () => {
  return [mime.lookup('a.json'), mime.contentType('b.html'), mime.extension('image/png')];
};
