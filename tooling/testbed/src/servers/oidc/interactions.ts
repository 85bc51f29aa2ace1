import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Answer, send } from '@lp-functions/emulator';
import type Provider from 'oidc-provider';

const PATH = /^\/interaction\/([\w-]+)(\/(?:allow|deny))?$/;
/** Whoever sits in front of the browser. */
export const PERSON = 'merchant';

/** Pages on which a person signs in and agrees, or does not. @returns whether the request was for one of them */
export async function interact(
  provider: InstanceType<typeof Provider>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const [, uid, action] = PATH.exec(request.url ?? '') ?? [];
  if (uid === undefined) return false;
  const details = await provider.interactionDetails(request, response);
  const { prompt, params } = details;
  if (action === undefined) {
    send(response, pageFor(prompt.name, uid, `${params.client_id}`, `${params.scope ?? ''}`));
  } else if (action === '/deny') {
    await provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'the person said no',
    });
  } else if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: PERSON } });
  } else {
    const grant = new provider.Grant({ accountId: PERSON, clientId: `${params.client_id}` });
    grant.addOIDCScope(`${params.scope ?? ''}`);
    await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
  }
  return true;
}

/** Nothing of a request stands in it unescaped but what the testbed itself registered. */
function pageFor(prompt: string, uid: string, clientId: string, scope: string): Answer {
  const button = (action: string, text: string) =>
    `<form method="post" action="/interaction/${uid}/${action}"><button id="${action}">${text}</button></form>`;
  const title = prompt === 'login' ? 'Sign in' : 'May it?';
  const safe = (text: string) => text.replace(/[^\w. +-]/g, '');
  return {
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><title>${title}</title><h1>${title}</h1><p>${safe(clientId)}: ${safe(scope)}</p>
${button('allow', prompt === 'login' ? 'I am the merchant' : 'Allow')}${button('deny', 'Deny')}`,
  };
}
