import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http from 'node:http';
import type { Socket } from 'node:net';

/** What a debugger learns of a script. */
export interface Script {
  url: string;
  sourceMapURL: string;
}

/** Attaches as a debugger does, lets the process go on, and collects the scripts it loads until it ends. */
export async function attach(port: number): Promise<Script[]> {
  const [{ webSocketDebuggerUrl = '' } = {}] = await targets(port);
  const socket = await upgrade(webSocketDebuggerUrl);
  const scripts: Script[] = [];
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let text = take(); text !== undefined; text = take()) {
      const { method, params } = JSON.parse(text);
      if (method === 'Debugger.scriptParsed') scripts.push(params);
    }
  });
  /** The next frame of a WebSocket, if it is whole. */
  const take = (): string | undefined => {
    const marked = (rest[1] ?? 0) & 0x7f;
    const head = { 126: 4, 127: 10 }[marked] ?? 2;
    if (rest.length < head) return undefined;
    const wide = marked === 126 ? rest.readUInt16BE(2) : Number(marked === 127 && rest.readBigUInt64BE(2));
    const length = marked < 126 ? marked : wide;
    if (rest.length < head + length) return undefined;
    const text = rest.subarray(head, head + length).toString('utf8');
    const isText = ((rest[0] ?? 0) & 0x0f) === 1;
    rest = rest.subarray(head + length);
    return isText ? text : take();
  };
  socket.write(frame({ id: 1, method: 'Debugger.enable' }));
  socket.write(frame({ id: 2, method: 'Runtime.runIfWaitingForDebugger' }));
  await once(socket, 'close');
  return scripts;
}

async function targets(port: number): Promise<{ webSocketDebuggerUrl: string }[]> {
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/json/list`);
      return (await response.json()) as { webSocketDebuggerUrl: string }[];
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function upgrade(url: string): Promise<Socket> {
  const request = http.get(url.replace('ws:', 'http:'), {
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
    },
  });
  const [, socket] = (await once(request, 'upgrade')) as [unknown, Socket];
  return socket;
}

/** A masked text frame; requests of a debugger are short. */
function frame(message: object): Buffer {
  const body = Buffer.from(JSON.stringify(message));
  const mask = randomBytes(4);
  const masked = body.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), mask, masked]);
}
