/** An answer with any status: the platform has some that `Response.json` does not know. */
export function json(status: number, body: unknown): Response {
  return raw(status, JSON.stringify(body), 'application/json');
}

export function raw(status: number, text: string | undefined, contentType: string): Response {
  const hasBody = text !== undefined && status !== 204 && status !== 304;
  return new Response(hasBody ? text : null, {
    status,
    ...(hasBody && { headers: { 'content-type': contentType } }),
  });
}
