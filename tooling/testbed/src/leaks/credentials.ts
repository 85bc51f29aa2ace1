import type { RecordedRequest } from '@lp-functions/emulator';

/** Members of JSON secrets that are credentials: of token sets, and the private ones of keys (RFC 7518 6.2.2, 6.3.2). */
const CREDENTIAL_MEMBERS = ['access_token', 'refresh_token', 'd', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
/** Fields of a token request that hold a credential. */
const CREDENTIAL_FIELDS = ['client_secret', 'client_assertion', 'refresh_token'];

/** What may not be seen of a stored secret: the value, each line of a key in PEM, and the credentials in JSON. */
export function credentialsOfSecret(value: unknown): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  const members = Object.entries(parsed(text))
    .filter(([name, member]) => CREDENTIAL_MEMBERS.includes(name) && typeof member === 'string')
    .map(([, member]) => member as string);
  return [text, ...(lines.length > 1 ? lines : []), ...members];
}

function parsed(text: string): object {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}

/** What a request showed to its server and may show to nobody else. */
export function credentialsOfRequest({ headers, body }: RecordedRequest): string[] {
  const { authorization = '' } = headers;
  const parameters = authorization.replace(/^\S+ /, '');
  const signature = /oauth_signature="([^"]*)"/.exec(parameters)?.[1];
  const form = new URLSearchParams(body);
  return [
    parameters,
    signature && decodeURIComponent(signature),
    ...CREDENTIAL_FIELDS.map((name) => form.get(name)),
  ].filter((credential) => typeof credential === 'string' && credential !== '') as string[];
}
