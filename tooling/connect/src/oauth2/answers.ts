/**
 * `openid-client` is strict, and services are not: some refuse with status 200, leave out the type of a token or call
 * it their own, and add an ID token nobody asked for. What they answer is put into the form of RFC 6749; whatever else
 * they said is kept.
 */
export interface TokenAnswers {
  fetch: typeof fetch;
  /** Everything the last answer held. */
  last(): Record<string, unknown>;
}

export function tokenAnswers(tokenUrl: string, send: typeof fetch = fetch): TokenAnswers {
  let members: Record<string, unknown> = {};
  return {
    last: () => members,
    fetch: async (input, init) => {
      const response = await send(input, init);
      if (`${input}` !== tokenUrl) return response;
      const text = await response.text();
      const parsed = parsedObject(text);
      if (!parsed) return new Response(text, { status: response.status, headers: response.headers });
      members = parsed;
      const { id_token: _, ...answer } = parsed;
      const error = refusalOf(parsed, response.ok);
      return new Response(
        JSON.stringify(error ?? { ...answer, token_type: 'bearer', expires_in: secs(answer) }),
        {
          status: error && response.ok ? 400 : response.status,
          headers: { 'content-type': 'application/json' },
        },
      );
    },
  };
}

function parsedObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** HubSpot says `status` and `message`, most others `error`. */
function refusalOf(
  answer: Record<string, unknown>,
  isOk: boolean,
): { error: string; error_description?: string } | undefined {
  const code = answer.error ?? (isOk ? undefined : answer.status);
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  const description = answer.error_description ?? answer.message;
  return { error: `${code}`, ...(typeof description === 'string' && { error_description: description }) };
}

/** Text in place of a number is read as one; what is no lifetime is left out. */
function secs({ expires_in }: Record<string, unknown>): number | undefined {
  const value = Number(expires_in);
  return expires_in !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
