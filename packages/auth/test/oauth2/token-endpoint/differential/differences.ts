/** What a token endpoint sends. A text is sent as it is, everything else as JSON. */
export interface Answer {
  status: number;
  type: string;
  body: unknown;
}

interface Difference {
  what: string;
  /** Makes of an answer that only we read so the one that oauth4webapi reads the same way. */
  adapt(answer: Answer): Answer;
  /** An answer that shows the difference. */
  example: Answer;
}

type Body = Record<string, unknown>;

const isBody = (body: unknown): body is Body =>
  typeof body === 'object' && body !== null && !Array.isArray(body);

/** A difference in one member of the body. @param convert gives its new value, `undefined` to leave it out */
const inMember = (
  name: string,
  what: string,
  value: unknown,
  convert: (value: unknown) => unknown,
): Difference => ({
  what: `${name}: ${what}`,
  adapt: (answer) =>
    isBody(answer.body)
      ? { ...answer, body: { ...answer.body, [name]: convert(answer.body[name]) } }
      : answer,
  example: {
    status: 200,
    type: 'application/json',
    body: { access_token: 'a', token_type: 'bearer', [name]: value },
  },
});

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const granted = { access_token: 'a', token_type: 'bearer' };

/** Where we are more lenient than oauth4webapi, or stricter, and why. The order matters: each builds on those above. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'JSON is read whatever the content type of an error says: many servers send text/html',
    adapt: (answer) => ({ ...answer, type: 'application/json' }),
    example: { status: 400, type: 'text/html', body: { error: 'invalid_client' } },
  },
  {
    what: 'any 2xx status is a success: some servers answer 201',
    adapt: (answer) => (answer.status > 200 && answer.status < 300 ? { ...answer, status: 200 } : answer),
    example: { status: 201, type: 'application/json', body: granted },
  },
  {
    ...inMember('error', 'an object is told as its JSON', undefined, (value) =>
      value && typeof value !== 'string' ? JSON.stringify(value) : value || undefined,
    ),
    example: { status: 400, type: 'application/json', body: { error: { code: 'denied' } } },
  },
  {
    what: 'an error may be the status, as HubSpot writes it, when the request failed',
    adapt: (answer) =>
      isBody(answer.body) && isText(answer.body.status) && !answer.body.error && answer.status >= 300
        ? { ...answer, status: 400, body: { ...answer.body, error: answer.body.status } }
        : answer,
    example: { status: 400, type: 'application/json', body: { status: 'BAD_REFRESH_TOKEN' } },
  },
  {
    what: 'an error is one whatever the status: stricter for 200, and it says more than "unexpected status"',
    adapt: (answer) => (isBody(answer.body) && answer.body.error ? { ...answer, status: 400 } : answer),
    example: { status: 200, type: 'application/json', body: { ...granted, error: 'invalid_scope' } },
  },
  inMember('token_type', 'absent, null or empty means Bearer', null, (value) => value || 'bearer'),
  inMember('token_type', 'BearerToken, of Apigee, means Bearer', 'BearerToken', (value) =>
    value === 'BearerToken' ? 'bearer' : value,
  ),
  inMember('token_type', 'bot and user, of Slack, mean Bearer', 'bot', (value) =>
    value === 'bot' || value === 'user' ? 'bearer' : value,
  ),
  inMember('token_type', 'DPoP is not supported: stricter', 'DPoP', (value) =>
    value === 'DPoP' ? 'unsupported' : value,
  ),
  inMember('access_token', 'has to be printable: stricter, it goes into a header', 'a\nb', (value) =>
    /^[ -~]+$/.test(`${value}`) ? value : undefined,
  ),
  {
    what: 'expires_in_sec, of Zoho, is meant when it is there',
    adapt: (answer) =>
      isBody(answer.body) && answer.body.expires_in_sec !== undefined
        ? { ...answer, body: { ...answer.body, expires_in: answer.body.expires_in_sec } }
        : answer,
    example: {
      status: 200,
      type: 'application/json',
      body: { ...granted, expires_in_sec: 3_600, expires_in: 3_600_000 },
    },
  },
  inMember('expires_in', 'what is no lifetime is absent, since the tokens are good', 'soon', (value) =>
    parseFloat(`${value}`) >= 0 ? value : undefined,
  ),
  inMember('expires_in', 'is at most 1e9 seconds, which a date can hold', 1e300, (value) =>
    Number(value) > 1e9 ? 1e9 : value,
  ),
  inMember('refresh_token', 'what is no text is absent, since the access token is good', null, (value) =>
    isText(value) ? value : undefined,
  ),
  inMember('scope', 'what is no text is absent, since the access token is good', ['a'], (value) =>
    isText(value) ? value : undefined,
  ),
  inMember('id_token', 'is not looked at: nobody uses it', 'no.valid.token', () => undefined),
];
