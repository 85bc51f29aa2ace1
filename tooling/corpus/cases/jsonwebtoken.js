import jwt from 'jsonwebtoken';

export default () => {
  const token = jwt.sign({ a: 1, iat: 1 }, 'secret');
  const failure = (() => {
    try {
      return jwt.verify(token, 'other');
    } catch (error) {
      return [error.name, error.message];
    }
  })();
  return [token, jwt.verify(token, 'secret'), failure];
};
