import { startServer } from '@lp-functions/emulator';
import { expect, it, onTestFinished } from 'vitest';
import { runLocal } from '../../src/vendor/run-local.ts';
import { probe } from '../support/probe.ts';

/** A function as it is usually written for V1: the toolbelt's client, every error caught, a pause before a retry. */
const naive = (url: string) => `const { Toolbelt } = require('lp-faas-toolbelt');
async function lambda(input, callback) {
  try {
    callback(null, await Toolbelt.HTTPClient()('${url}', { method: 'GET', simple: false }));
  } catch (error) {
    setTimeout(() => callback(error), 20);
  }
}
`;

async function serve(answer: { status: number; headers?: Record<string, string> }) {
  const server = await startServer(({ target }) => (target === '/' ? answer : { body: 'followed' }));
  onTestFinished(server.stop);
  return server;
}

const settings = { secrets: [], whitelist: ['127.0.0.1'] };

it("the toolbelt's HTTP client ends the process on an error that was caught", async () => {
  const { url } = await serve({ status: 404 });
  const lambda = { ...probe('v1'), code: naive(url) };
  const { report, stderr } = await runLocal({ function: lambda, settings });
  expect(report).toBeUndefined();
  expect(stderr).toContain('HTTP Error: 404');
});

it("the toolbelt's HTTP client follows redirects without being asked", async () => {
  const { url, requests } = await serve({ status: 302, headers: { location: '/other' } });
  const lambda = { ...probe('v1'), code: naive(url) };
  expect((await runLocal({ function: lambda, settings })).report).toMatchObject({ result: 'followed' });
  expect(requests.map(({ target }) => target)).toEqual(['/', '/other']);
});
