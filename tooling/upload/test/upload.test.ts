import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { upload } from '../src/index.ts';
import { type FakeFunction, machineWith } from './support/fake-lpf.ts';
import { builtRepository, codeOf, ORDERS } from './support/repository.ts';
import { run, terminalWith } from './support/run.ts';

/** What the account holds after an upload of `orders`. */
const UPLOADED: FakeFunction = {
  name: 'orders',
  description: 'About orders',
  state: 'Productive',
  code: codeOf('v1', 'orders'),
  variables: { TARGET_URL: 'https://api.acme.com/orders' },
};

const commands = (calls: { args: string[] }[]) => calls.map(({ args }) => args.join(' '));

describe('what is sent', () => {
  it('is exactly what was built, from a folder that the tool takes for a project', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    const [push, ...more] = calls();
    expect(push?.args).toEqual(['push', 'orders', 'refresh', '--yes']);
    expect(more).toEqual([]);
    expect(Object.keys(push?.files ?? {}).filter((name) => !name.startsWith('functions/'))).toEqual(['bin/']);
    for (const name of ['orders', 'refresh']) {
      for (const file of ['index.js', 'config.json']) {
        const built = readFileSync(path('dist', 'v1', 'functions', name, file), 'utf8');
        expect(push?.files[`functions/${name}/${file}`]).toBe(built);
      }
    }
  });

  it('holds no secret, and nothing is left behind', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    expect(JSON.stringify(calls())).not.toContain('REAL');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('lp-upload-'))).toEqual([]);
    expect(readdirSync(path('dist', 'v1'))).toEqual(['functions']);
  });

  it('are only the functions that were named', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    const text = await run({ root, names: ['refresh'] });
    expect(commands(calls())).toEqual(['push refresh --yes']);
    expect(text).not.toContain('orders');
  });

  it('are only those that differ from the account', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{ account: { functions: [UPLOADED] } }]);
    const text = await run({ root });
    expect(commands(calls())).toEqual(['push refresh --yes']);
    expect(text).toContain('= unchanged: orders');
  });

  it('is nothing when it runs a second time', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root, deploy: true });
    const before = calls().length;
    const text = await run({ root, deploy: true });
    expect(calls()).toHaveLength(before);
    expect(text).toContain('0 new, 0 changed, 2 unchanged');
  });

  it('comes in commands of ten', async () => {
    const many = Array.from({ length: 23 }, (_, index) => ({ ...ORDERS, name: `orders_${index}` }));
    const { calls, account } = machineWith([{}]);
    await run({ root: builtRepository(many).root });
    expect(calls().map(({ args }) => args.length - 2)).toEqual([10, 10, 3]);
    expect(account().functions).toHaveLength(23);
  });
});

describe('--deploy', () => {
  it('deploys what it pushed, and nothing else', async () => {
    const { root } = builtRepository();
    const idle = { name: 'others', state: 'Modified', code: 'x' };
    const { calls } = machineWith([{ account: { functions: [UPLOADED, idle] } }]);
    const text = await run({ root, deploy: true });
    expect(commands(calls())).toEqual(['push refresh --yes', 'deploy refresh --yes']);
    expect(text).toContain('In the account but not built here, left alone: others');
  });

  it('deploys what an upload before it pushed, without pushing it again', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    await run({ root });
    const text = await run({ root, deploy: true });
    expect(commands(calls()).slice(1)).toEqual(['deploy orders refresh --yes']);
    expect(text).toContain('= orders (unchanged, now Draft, goes into production)');
  });

  it('deploys three at a time, as V2 takes them', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ ...ORDERS, name: `orders_${index}` }));
    const { calls } = machineWith([{ version: '2.0.6-beta' }]);
    await run({ root: builtRepository(many).root, target: 'v2', deploy: true });
    const deployments = calls().filter(({ args }) => args[0] === 'deploy');
    expect(deployments.map(({ args }) => args.length - 2)).toEqual([3, 3, 1]);
  });

  it('shows what the tool prints, and then what is left to do', async () => {
    const { root } = builtRepository();
    machineWith([{ replies: { push: { output: 'Pushing orders [completed]\n' } } }]);
    const text = await run({ root, names: ['orders'], deploy: true });
    expect(text).toContain('\n$ lpf push orders --yes\n  Pushing orders [completed]\n');
    expect(text).toContain('\n$ lpf deploy orders --yes\n\nLeft to do by a person:\n1. ');
  });
});

it('shows what the tool prints as it comes, not at its end', async () => {
  const { root, path } = builtRepository();
  const seen = path('seen');
  machineWith([{ replies: { push: { output: 'Pushing orders [started]\n', waitsFor: seen } } }]);
  const print = (line: string) => {
    if (line.includes('[started]')) writeFileSync(seen, '');
  };
  await run({ root, names: ['orders'], terminal: { ...terminalWith(), print } });
  expect(existsSync(seen)).toBe(true);
});

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
});

describe('refuses before anything is sent', () => {
  it('example hosts, naming the variable and the file', async () => {
    const { root } = builtRepository([
      { ...ORDERS, environment: { TARGET_URL: 'https://api.example.com/orders' } },
    ]);
    const { calls } = machineWith([{}]);
    await expect(run({ root })).rejects.toThrow(
      /^functions\/orders\/deploy\.json \(orders\): \[example-host\] TARGET_URL points to api\.example\.com.*\n.*Remedy: set TARGET_URL to your own host/,
    );
    expect(calls()).toEqual([]);
  });

  it('another account than the profile is for', async () => {
    const { root } = builtRepository([{ ...ORDERS, profile: 'prod', account: '111' }]);
    const { calls } = machineWith([{ account: { accountId: '222' } }]);
    await expect(run({ root })).rejects.toThrow(
      /^functions\/orders\/deploy\.prod\.json: \[account\] is for account 111, and lpf is logged in to 222\n.*lpf login/,
    );
    expect(calls()).toEqual([]);
  });

  it('but not the account that the profile is for', async () => {
    const { root } = builtRepository([{ ...ORDERS, profile: 'prod', account: '111' }]);
    machineWith([{ account: { accountId: '111' } }]);
    expect(await run({ root })).toContain('Plan for V1, account 111, profile prod\n');
  });

  it('code that changed after the build', async () => {
    const { root, path } = builtRepository();
    const { calls } = machineWith([{}]);
    writeFileSync(path('dist', 'v1', 'functions', 'orders', 'index.js'), 'rewritten');
    await expect(run({ root })).rejects.toThrow('dist/v1/functions/orders/index.js: [unchanged]');
    expect(calls()).toEqual([]);
  });

  it('variables that changed after the build, also those that were taken away', async () => {
    const { root, path } = builtRepository([ORDERS]);
    const config = path('dist', 'v2', 'functions', 'orders', 'config.json');
    machineWith([{ version: '2.0.6-beta' }]);
    writeFileSync(
      config,
      readFileSync(config, 'utf8').replace('"TARGET_URL": "https://api.acme.com/orders"', ''),
    );
    await expect(run({ root, target: 'v2' })).rejects.toThrow(
      /^dist\/v2\/functions\/orders\/config\.json: \[unchanged\] TARGET_URL is not what.*\n.*functions\/orders\/deploy\.json/,
    );
  });

  it('a function that was not built, naming those that were', async () => {
    const { root } = builtRepository();
    await expect(run({ root, names: ['order'] })).rejects.toThrow(
      /no function order for v1\n.*orders, refresh/,
    );
  });

  it('a function that is built for the other generation only', async () => {
    const { root } = builtRepository([{ ...ORDERS, targets: ['v2'] }]);
    await expect(run({ root, names: ['orders'] })).rejects.toThrow('no function orders for v1');
  });

  it('what was never built', async () => {
    await expect(run({ root: tmpdir() })).rejects.toThrow('run `pnpm build`');
  });
});
