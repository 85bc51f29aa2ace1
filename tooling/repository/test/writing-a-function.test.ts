import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { createWorkspace, functionPackage } from '../../bundler/test/support/workspace.ts';
import { codeBlocks } from './support/readme.ts';
import { ROOT, readText } from './support/repository.ts';

const run = promisify(execFile);

describe('the function of docs/writing-a-function.md', () => {
  const [source = ''] = codeBlocks(readText('docs/writing-a-function.md'), 'ts');
  const workspace = () => {
    const root = createWorkspace({
      ...functionPackage('order-status', {
        'src/index.ts': source,
        'deploy.json': '{ "environment": { "ORDERS_URL": "https://api.example.com/orders" } }',
      }),
      'tsconfig.json': JSON.stringify({ extends: join(ROOT, 'tsconfig.base.json'), include: ['functions'] }),
    });
    return { root, packageDir: join(root, 'functions', 'order-status') };
  };

  it('satisfies the compiler', async () => {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    await expect(run(process.execPath, [tsc, '--noEmit'], { cwd: workspace().root })).resolves.toMatchObject({
      stdout: '',
    });
  });

  it('builds', async () => {
    const { packageDir } = workspace();
    await run(process.execPath, [join(ROOT, 'tooling/bundler/bin/lp-bundle.mjs')], { cwd: packageDir });
    expect(existsSync(join(packageDir, 'dist/v2/index.js'))).toBe(true);
  });

  it('reads an order with the key of the API, in the language that was asked for', async () => {
    const module = await import(pathToFileURL(join(workspace().packageDir, 'src/index.ts')).href);
    const definition: AnyFunctionDefinition = module.default;
    const host = createTestHost({
      env: { ORDERS_URL: 'https://api.example.com/orders' },
      secrets: { ordersApiKey: 'key-1' },
    });
    nock('https://api.example.com', { reqheaders: { 'x-api-key': 'key-1', 'accept-language': 'de' } })
      .get('/orders/7%2F8')
      .reply(200, 'sent');

    const result = await host.invoke(definition, { orderId: '7/8', language: 'de' });

    expect(result).toEqual({ statusCode: 200, body: 'sent' });
  });
});
