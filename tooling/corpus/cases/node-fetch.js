import fetch, { FetchError, Headers, Response } from 'node-fetch';

export default async () => {
  const failure = await fetch('ftp://a.example').catch((error) => [error.name, error.message]);
  return [
    await new Response('{"a":1}').json(),
    [...new Headers({ A: 'b' })],
    new FetchError('m', 't').name,
    failure,
  ];
};
