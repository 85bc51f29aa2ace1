import { describe, expect, it } from 'vitest';
import { machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';
import { commands, run, terminalWith, UPLOADED } from './support/run.ts';

describe('half way', () => {
  it('says what is there when the tool could not push, and does not deploy', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([
      {
        account: { functions: [UPLOADED] },
        replies: { push: { exitCode: 1, output: 'Pushing refresh [failed]\n' } },
      },
    ]);
    await expect(run({ root, deploy: true })).rejects.toThrow(
      /^lpf: \[push\] stopped half way: not uploaded are refresh\n.*run the same command again/,
    );
    expect(commands(calls())).toEqual(['push refresh --yes']);
  });

  it('says what is uploaded and what is not in production', async () => {
    const { root } = builtRepository();
    machineWith([{ replies: { deploy: { exitCode: 1 } } }]);
    await expect(run({ root, deploy: true })).rejects.toThrow(
      '[deploy] stopped half way: uploaded are orders, refresh; not in production yet are orders, refresh',
    );
  });

  it('counts a deployment that the tool only calls skipped', async () => {
    const { root } = builtRepository();
    machineWith([
      { replies: { deploy: { output: 'Deploying orders [skipped]\n→ limit reached (uuid)\n' } } },
    ]);
    await expect(run({ root, deploy: true })).rejects.toThrow('[deploy] stopped half way');
  });

  it('says so when it cannot be found out', async () => {
    const { root } = builtRepository([ORDERS]);
    const machine = machineWith([{ replies: { push: { exitCode: 1, output: 'x\n' } } }]);
    const terminal = terminalWith();
    const print = (line: string) => {
      if (line.includes('$ lpf'))
        machine.change((account) => Object.assign(account, { fails: { errorMsg: 'down' } }));
    };
    await expect(run({ root, terminal: { ...terminal, print } })).rejects.toThrow('could not be read');
  });

  it('counts a push that changed nothing although the tool ends well, and does not deploy what was there', async () => {
    const older = { ...UPLOADED, code: 'older' };
    const { calls } = machineWith([
      // The fake tool does nothing when it says so.
      { account: { functions: [older] }, replies: { push: { output: 'Pushing orders [skipped]\n' } } },
    ]);
    const { root } = builtRepository([ORDERS]);
    await expect(run({ root, deploy: true })).rejects.toThrow(
      '[push] stopped half way: not uploaded are orders',
    );
    expect(commands(calls())).toEqual(['push orders --yes']);
  });
});
