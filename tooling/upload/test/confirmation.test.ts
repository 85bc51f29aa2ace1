import { describe, expect, it } from 'vitest';
import { upload } from '../src/index.ts';
import { machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';
import { commands, terminalWith, UPLOADED } from './support/run.ts';

describe('without --yes', () => {
  const options = (root: string, ...answers: boolean[]) => {
    const terminal = terminalWith(...answers);
    return { terminal, done: upload({ root, target: 'v1', names: [], yes: false, deploy: false, terminal }) };
  };

  it('asks, and uploads after a yes', async () => {
    const { calls } = machineWith([{}]);
    const { terminal, done } = options(builtRepository().root, true);
    await done;
    expect(terminal.questions).toEqual(['Upload to account 12345?']);
    expect(commands(calls())).toEqual(['push orders refresh --yes']);
  });

  it('changes nothing after a no', async () => {
    const { calls } = machineWith([{}]);
    await expect(options(builtRepository().root, false).done).rejects.toThrow(
      'pnpm upload: [confirmation] not agreed to, and nothing was changed',
    );
    expect(calls()).toEqual([]);
  });

  it('stops before the first write when nobody is there to answer', async () => {
    const { calls } = machineWith([{}]);
    const { terminal, done } = options(builtRepository().root);
    await expect(done).rejects.toThrow(/\[confirmation\] nobody is there.*nothing was changed\n.*--yes/);
    expect(terminal.text()).toContain('+ orders (new)');
    expect(calls()).toEqual([]);
  });

  it('asks nothing when there is nothing to do', async () => {
    machineWith([{ account: { functions: [UPLOADED] } }]);
    const { terminal, done } = options(builtRepository([ORDERS]).root, true);
    await done;
    expect(terminal.questions).toEqual([]);
  });

  it('asks by itself about variables that somebody set in the account', async () => {
    const edited = { ...UPLOADED, variables: { TARGET_URL: 'https://hand.acme.com', EXTRA: 'by hand' } };
    const { calls, account } = machineWith([{ account: { functions: [edited] } }]);
    const { terminal, done } = options(builtRepository([ORDERS]).root, false, true);
    await expect(done).rejects.toThrow('nothing was changed');
    expect(terminal.questions).toEqual(['Replace or remove 2 variables of the account?']);
    expect(terminal.text()).toContain('"https://hand.acme.com" -> "https://api.acme.com/orders"');
    expect(calls()).toEqual([]);
    expect(account().functions[0]?.variables).toEqual(edited.variables);
  });

  it('sends nothing when the account was changed while the question stood there', async () => {
    const machine = machineWith([{ account: { functions: [{ ...UPLOADED, description: 'old' }] } }]);
    const terminal = terminalWith(true);
    const confirm = async () => {
      machine.change(({ functions: [orders] }) => {
        if (orders) orders.variables = { TARGET_URL: 'https://hand.acme.com' };
      });
      return true;
    };
    const { root } = builtRepository([ORDERS]);
    const done = upload({
      root,
      target: 'v1',
      names: [],
      yes: false,
      deploy: false,
      terminal: { ...terminal, confirm },
    });
    await expect(done).rejects.toThrow('the account was changed meanwhile, and nothing was sent');
    expect(machine.calls()).toEqual([]);
  });
});
