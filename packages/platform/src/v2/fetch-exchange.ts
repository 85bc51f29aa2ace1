import type { Exchange } from '../host.ts';
import { tooLarge } from '../http/failure.ts';

/** Exchange over the global `fetch`. Redirects are answers like any other. */
export const fetchExchange: Exchange = async ({ method, url, headers, body, maxBytes, setAbort }) => {
  const controller = new AbortController();
  setAbort(() => controller.abort());
  const { signal } = controller;
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the body, and with it the connection.
    if (bytes > maxBytes) throw tooLarge(url, maxBytes, response.status);
    text += decoder.decode(chunk, { stream: true });
  }
  const received = response.headers;
  return {
    status: response.status,
    // By names, not by entries, of which `Set-Cookie` has one for each cookie.
    headers: Object.fromEntries([...received.keys()].map((name) => [name, `${received.get(name)}`])),
    text: text + decoder.decode(),
  };
};
