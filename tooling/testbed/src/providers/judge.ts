import crypto from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from '@lp-functions/emulator';
import {
  DIALOGUE_CREDENTIALS,
  deadRefreshToken,
  dialogueAccessToken,
  liveRefreshToken,
  nextRefreshToken,
  type Refusal,
  type TokenDialogue,
} from './dialogue.ts';

export interface TokenRequestOnWire {
  method: string;
  /** Absolute, with the service's own host. */
  url: string;
  /** Lower-case names. */
  headers: IncomingHttpHeaders;
  body: string;
}

interface Client {
  id: string | null | undefined;
  secret: string | null | undefined;
}

const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/**
 * Answers as the service's documentation says, and refuses whatever is not exactly the documented request.
 * @param publicKey of the assertions of `jwt_bearer`
 */
export function answerAsDocumented(
  dialogue: TokenDialogue,
  request: TokenRequestOnWire,
  publicKey?: crypto.KeyObject,
): Answer {
  const form = new URLSearchParams(request.body);
  const client = takeClient(dialogue, request.headers, form);
  const refreshToken = take(form, 'refresh_token');
  const assertion = take(form, 'assertion');
  const faults = [
    ...faultsOfRequest(dialogue, request),
    ...faultsOfForm(dialogue, form),
    ...faultsOfClient(dialogue, client),
    ...faultsOfAssertion(dialogue, assertion, publicKey),
  ];
  if (faults.length > 0) {
    return { status: 400, body: { error: 'not_as_documented', error_description: faults.join('; ') } };
  }
  if (client.secret === DIALOGUE_CREDENTIALS.wrongSecret) return refusal(dialogue.refused);
  if (dialogue.grant === 'refresh_token') {
    if (refreshToken === deadRefreshToken(dialogue.provider) && dialogue.dead) return refusal(dialogue.dead);
    if (refreshToken !== liveRefreshToken(dialogue.provider)) return refusal(dialogue.refused);
  }
  return { status: 200, body: tokensOf(dialogue) };
}

const refusal = ({ status, body }: Refusal): Answer => ({ status, body });

function tokensOf({ provider, grant, answer }: TokenDialogue): unknown {
  const text = JSON.stringify(answer)
    .replaceAll('"ACCESS"', JSON.stringify(dialogueAccessToken(provider, grant)))
    .replaceAll('"REFRESH"', JSON.stringify(nextRefreshToken(provider)))
    .replaceAll('"SAME"', JSON.stringify(liveRefreshToken(provider)));
  return JSON.parse(text);
}

function take(form: URLSearchParams, name: string): string | null {
  const value = form.get(name);
  form.delete(name);
  return value;
}

function takeClient({ request }: TokenDialogue, headers: IncomingHttpHeaders, form: URLSearchParams): Client {
  if (request.client === 'body') return { id: take(form, 'client_id'), secret: take(form, 'client_secret') };
  if (request.client === 'none') return { id: undefined, secret: undefined };
  const [, credentials = ''] = /^Basic (\S+)$/.exec(headers.authorization ?? '') ?? [];
  const [id, secret] = Buffer.from(credentials, 'base64').toString().split(':').map(decodeURIComponent);
  return { id, secret };
}

function faultsOfRequest({ request }: TokenDialogue, { method, url, headers }: TokenRequestOnWire): string[] {
  const faults: string[] = [];
  if (method !== 'POST') faults.push(`the method is ${method}`);
  if (new URL(url).href !== new URL(request.url).href)
    faults.push(`the URL is ${url}, documented is ${request.url}`);
  const type = headers['content-type'];
  if (!type?.startsWith('application/x-www-form-urlencoded')) faults.push(`the content type is ${type}`);
  if (!headers.accept?.includes('application/json')) faults.push(`accepted is ${headers.accept}`);
  if (request.client !== 'basic' && headers.authorization) faults.push('there is an Authorization header');
  return faults;
}

function faultsOfForm({ grant, request }: TokenDialogue, form: URLSearchParams): string[] {
  const expected: Record<string, string> = {
    grant_type: grant === 'jwt_bearer' ? JWT_BEARER : grant,
    ...request.form,
  };
  const names = new Set([...form.keys(), ...Object.keys(expected)]);
  return [...names]
    .filter((name) => form.getAll(name).join('|') !== expected[name])
    .map((name) => `${name} is ${form.get(name)}, documented is ${expected[name]}`);
}

function faultsOfClient({ request }: TokenDialogue, { id, secret }: Client): string[] {
  if (request.client === 'none') return [];
  const { clientId, clientSecret, wrongSecret } = DIALOGUE_CREDENTIALS;
  const isKnown = id === clientId && (secret === clientSecret || secret === wrongSecret);
  return isKnown ? [] : [`the client is not in the ${request.client}`];
}

function faultsOfAssertion(
  { request }: TokenDialogue,
  assertion: string | null,
  publicKey: crypto.KeyObject | undefined,
): string[] {
  if (!request.claims) return assertion === null ? [] : ['there is an assertion'];
  const [header = '', payload = '', signature = ''] = (assertion ?? '').split('.');
  const isSigned =
    publicKey !== undefined &&
    crypto.verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
  if (!isSigned) return ['the assertion is not signed with the key'];
  const { iat, exp, jti, ...claims } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const now = Date.now() / 1_000;
  const faults = Object.keys({ ...claims, ...request.claims })
    .filter((name) => claims[name] !== request.claims?.[name])
    .map((name) => `the claim ${name} is ${claims[name]}, documented is ${request.claims?.[name]}`);
  if (!(Math.abs(iat - now) < 300 && exp > now && exp - iat <= 3_600))
    faults.push('the times of the assertion');
  if (typeof jti !== 'string') faults.push('the assertion has no jti');
  return faults;
}
