import parse from 'url-parse';

export default () => {
  const url = parse('https://u:p@a.example:8080/b?c=d#e', true);
  url.set('query', { f: 'g' });
  return [url.hostname, url.port, url.query, String(url)];
};
