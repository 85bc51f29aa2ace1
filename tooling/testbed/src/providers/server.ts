import type { KeyObject } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type LoopbackServer, type RecordedRequest, startServer } from '@lp-functions/emulator';
import type { TokenDialogue } from './dialogue.ts';
import { answerAsDocumented } from './judge.ts';

/** All services at once, on loopback. */
export interface Services extends LoopbackServer {
  /** Variables of an instance whose requests to https hosts shall arrive here. */
  readonly env: Record<string, string>;
}

/** @param publicKey of the assertions of `jwt_bearer` */
export async function startServices(
  dialogues: readonly TokenDialogue[],
  publicKey: KeyObject,
): Promise<Services> {
  const server = await startServer((request) => {
    const url = `${request.headers['x-testbed-url']}`;
    const dialogue = dialogues.find(
      (each) => new URL(each.request.url).href === url && each.grant === grantOf(request),
    );
    if (!dialogue) return { status: 404, body: `nobody documents ${url}` };
    return answerAsDocumented(dialogue, { ...request, url }, publicKey);
  });
  const shim = fileURLToPath(new URL('./route.cjs', import.meta.url));
  return { ...server, env: { NODE_OPTIONS: `--require ${shim}`, TESTBED_ROUTE: server.url } };
}

function grantOf({ body }: RecordedRequest): TokenDialogue['grant'] {
  const form = new URLSearchParams(body);
  if (form.has('refresh_token')) return 'refresh_token';
  return form.has('assertion') ? 'jwt_bearer' : 'client_credentials';
}
