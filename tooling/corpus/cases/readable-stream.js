import { pipeline, Readable, Transform } from 'readable-stream';

export default () => {
  const parts = [];
  const loud = new Transform({ transform: (chunk, _, done) => done(null, `${chunk}`.toUpperCase()) });
  loud.on('data', (chunk) => parts.push(`${chunk}`));
  return new Promise((resolve, reject) => {
    pipeline(Readable.from(['a', 'b']), loud, (error) => (error ? reject(error) : resolve(parts)));
  });
};
