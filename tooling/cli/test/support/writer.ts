// A process that writes everything an account keeps, says what is acknowledged, and never ends by itself.
import { writeSync } from 'node:fs';
import { openState, type RunRecord } from '@lp-functions/emulator';

const [folder = '', first = '0'] = process.argv.slice(2);
const state = openState({ path: folder });
const place = { account: '1', namespace: 'ns', session: 's' };

for (let n = Number(first); ; n++) {
  state.settings.change(({ secrets }) => {
    secrets.splice(0, secrets.length, { key: 'n', value: n }, { key: 'ballast', value: 'x'.repeat(20_000) });
  });
  say({ secret: n });
  await state.contexts.merge(place, { n });
  say({ context: n });
  await state.history.add(recordOf(n));
  say({ run: n });
}

function say(acknowledged: object): void {
  writeSync(1, `${JSON.stringify(acknowledged)}\n`);
}

function recordOf(n: number): RunRecord {
  return {
    id: `run-${n}`,
    target: 'v2',
    uuid: 'u',
    function: 'f',
    trigger: 'person',
    startedAt: n,
    durationMs: 1,
    cold: false,
    state: 'SUCCEEDED',
    logs: [],
    requests: [],
    secretCalls: [],
    usage: {},
    broken: [],
  };
}
