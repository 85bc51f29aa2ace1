import { IncomingMessage, type ServerResponse } from 'node:http';
import { type Answer, type RecordedRequest, record, send } from '@lp-functions/emulator';

/**
 * - `lose-request`: the connection is cut before the server looks at the request.
 * - `lose-response`: the server does what was asked, and the connection is cut before its answer.
 * - `hang`: no answer.
 * - an answer: this instead of the server's own.
 */
export type TokenFault = 'lose-request' | 'lose-response' | 'hang' | Answer;

interface FaultyHandling {
  requests: RecordedRequest[];
  /** Taken one for each request to the token endpoint. */
  faults: TokenFault[];
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/** Handles a request, or does what the next fault says. */
export async function answerOrFail(
  request: IncomingMessage,
  response: ServerResponse,
  { requests, faults, handle }: FaultyHandling,
): Promise<void> {
  const { recorded, raw } = await record(request, requests);
  const fault = recorded.target.startsWith('/token') ? faults.shift() : undefined;
  if (fault === 'hang') return;
  if (fault === 'lose-request') {
    request.socket.destroy();
    return;
  }
  if (typeof fault === 'object') {
    send(response, fault);
  } else {
    if (fault === 'lose-response') cutInsteadOfEnd(response);
    await handle(replay(request, raw), response);
  }
  recorded.status = response.statusCode;
}

/** Lets everything happen that leads to an answer, but not the answer. */
function cutInsteadOfEnd(response: ServerResponse): void {
  response.end = () => {
    response.socket?.destroy();
    return response;
  };
}

/** The request again, for the provider, after its body has been read for the record. */
function replay(request: IncomingMessage, raw: Buffer): IncomingMessage {
  const { headers, httpVersion, httpVersionMajor, httpVersionMinor, method, rawHeaders, url } = request;
  const again = new IncomingMessage(request.socket);
  again.push(raw);
  again.push(null);
  // Else its end would close the socket.
  again.complete = true;
  return Object.assign(again, {
    headers,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    method,
    rawHeaders,
    url,
  });
}
