import { type Exchange, tooLarge } from '../http/exchange.ts';

/** Up to so many bytes, a body whose length is known is read at once: a stream takes longer to set up. */
const SMALL_BYTES = 65_536;

/** Exchange over the global `fetch`. Redirects are answers like any other. */
export const fetchExchange: Exchange = async ({ method, url, headers, body, maxBytes, setAbort }) => {
  const controller = new AbortController();
  setAbort(() => controller.abort());
  const { signal } = controller;
  const response = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
  const bytes = isSmall(response, maxBytes)
    ? new Uint8Array(await response.arrayBuffer())
    : await readStream(response, maxBytes, url);
  // The length that a server names is not certain to be true.
  if (bytes.byteLength > maxBytes) throw tooLarge(url, maxBytes, response.status);
  return {
    status: response.status,
    headers: textByName(response.headers),
    bytes,
  };
};

function textByName(received: Headers): Record<string, string> {
  const headers: Record<string, string> = {};
  received.forEach((value, name) => {
    const before = headers[name];
    // `Set-Cookie` comes once for each cookie.
    headers[name] = before === undefined ? value : `${before}, ${value}`;
  });
  return headers;
}

/** Whether the length of a body is known beforehand, and small. Compressed ones grow as they are read. */
function isSmall({ headers }: Response, maxBytes: number): boolean {
  const length = headers.get('content-length');
  if (length === null || headers.has('content-encoding')) return false;
  return Number(length) <= Math.min(maxBytes, SMALL_BYTES);
}

/** By its reader: the iterator of a stream takes longer to set up. */
async function readStream({ body, status }: Response, maxBytes: number, url: string): Promise<Uint8Array> {
  const reader = body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || !value) return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length);
    length += value.byteLength;
    if (length > maxBytes) {
      // It closes the connection; what comes of that is of no interest.
      reader?.cancel().catch(() => {});
      throw tooLarge(url, maxBytes, status);
    }
    chunks.push(value);
  }
}
