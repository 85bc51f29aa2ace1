import axios from 'axios';

export default () => {
  const error = new axios.AxiosError('gone', 'ECONNRESET');
  return [
    axios.getUri({ url: 'https://a.example/b', params: { q: ['x', 'y z'] } }),
    error.name,
    error.code,
    axios.isAxiosError(error),
  ];
};
