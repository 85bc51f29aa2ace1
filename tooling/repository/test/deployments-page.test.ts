import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadDefinition } from '../../bundler/src/definition.ts';
import { describeDeployment } from '../../bundler/src/deployment/deployment.ts';
import { readDeployments } from '../../bundler/src/deployment/read.ts';
import { createWorkspace } from '../../bundler/test/support/workspace.ts';
import { ROOT, readText } from './support/repository.ts';

const PAGE = readText('docs/deployments.md');

/** The files that the page shows, by the name after the language of the block. */
const FILES = Object.fromEntries(
  [...PAGE.matchAll(/^```json (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]),
);

async function functionsFor(profile?: string) {
  const definition = await loadDefinition(join(ROOT, 'functions', 'oauth1-post'), ROOT);
  const packageDir = createWorkspace(FILES);
  const { account, functions } = readDeployments({ packageDir, label: 'x', name: definition.name, profile });
  return { account, functions: functions.map((settings) => describeDeployment(definition, settings)) };
}

it('shows a deploy.json that does what the page says', async () => {
  const { functions } = await functionsFor();
  expect(functions.map(({ name, hosts }) => `${name} ${hosts}`)).toEqual([
    'crm_orders crm.acme.com',
    'erp_orders erp.acme.com',
    'partner_1_orders partner-1.acme.com',
    'partner_2_orders partner-2.acme.com',
    'partner_3_orders partner-3.acme.com',
  ]);
  const [, erp] = functions;
  expect(erp?.environment.REQUEST_TIMEOUT_MS).toBe('8000');
  expect(erp?.secrets.filter(({ need }) => need === 'required').map(({ name }) => name)).toEqual([
    'erp_consumerKey',
    'erp_rsaPrivateKey',
  ]);
});

it('shows a profile that does what the page says', async () => {
  const { account, functions } = await functionsFor('prod');
  expect(account).toBe('12345678');
  expect(functions.map(({ name }) => name)).toEqual([
    'crm_orders',
    ...Array.from({ length: 12 }, (_, index) => `partner_${index + 1}_orders`),
  ]);
  expect(functions[0]?.environment.TARGET_URL).toBe('https://crm.acme.com/v2/orders');
});
