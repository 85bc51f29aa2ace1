import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { measureChildren } from '../../src/measure.ts';

const MEASURE = fileURLToPath(new URL('../../src/oauth2/measure-lambda.cjs', import.meta.url));
const STUB = JSON.stringify(fileURLToPath(new URL('../../src/oauth2/stub.cjs', import.meta.url)));

/** Gets a token over the stub's HTTP client, for every run or once, and calls the API with it. */
const lambdaOf = (isCaching: boolean) => `
  const http = require(${STUB}).Toolbelt.HTTPClient();
  const { TOKEN_URL, RESOURCE_URL } = process.env;
  let token;
  exports.lambda = async (input, callback) => {
    if (!token || !${isCaching}) token = JSON.parse((await http(TOKEN_URL, {})).body).access_token;
    const { statusCode, body } = await http(RESOURCE_URL, { headers: { authorization: 'Bearer ' + token } });
    callback(null, { statusCode, body: JSON.parse(body) });
  };`;

function measure(code: string) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'lambda.cjs');
  writeFileSync(file, code);
  return measureChildren({ lambda: [MEASURE, 'v1', file] }, { rounds: 1 });
}

it('measures the first run and a warm one', () => {
  const { firstMs: [firstMs = 0] = [], warmMs: [warmMs = 0] = [] } = measure(lambdaOf(true)).lambda ?? {};
  expect(warmMs).toBeGreaterThan(0);
  expect(firstMs).toBeGreaterThan(warmMs);
});

it('measures nothing that fetches a token for every run', () => {
  expect(() => measure(lambdaOf(false))).toThrow(/lambda failed:[\s\S]*token/);
});
