import { describe, expect, it } from 'vitest';
import { externalsOf, identifierOf } from '../../src/bundle/banner.ts';
import { BUILTINS, restrictionOf } from '../../src/bundle/builtins.ts';
import { TARGETS } from '../../src/target.ts';
import { answerOf, bundle, bundleWith } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

const HASH = `createHash('sha1').update('a').digest('hex')`;
const SHA1_OF_A = '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8';

describe.each(TARGETS)("a module of Node's on %s", (target) => {
  it.each([
    [`import crypto from 'node:crypto';`, `crypto.${HASH}`],
    [`import crypto from 'crypto';`, `crypto.${HASH}`],
    [`import { createHash } from 'node:crypto';`, HASH],
    [`import { createHash as sha } from 'crypto';`, HASH.replace('createHash', 'sha')],
    [`import * as crypto from 'node:crypto';`, `crypto.${HASH}`],
    [`import crypto, { createHash } from 'node:crypto';`, `crypto && ${HASH}`],
  ])('is imported by `%s`', async (line, expression) => {
    const made = await bundle(target, definitionOf('greet', `return ${expression};`, line));
    await expect(answerOf(made)).resolves.toBe(SHA1_OF_A);
    expect(made.externals).toContain('node:crypto');
  });

  it.each([
    ['util/types', `import { isDate } from 'node:util/types';`, 'isDate(new Date())', true],
    ['path/posix', `import { join } from 'path/posix';`, `join('a', 'b')`, 'a/b'],
    ['stream/promises', `import { pipeline } from 'stream/promises';`, 'typeof pipeline', 'function'],
    ['fs/promises', `import { readFile } from 'node:fs/promises';`, 'typeof readFile', 'function'],
  ])('is imported by its path %s', async (name, line, expression, answer) => {
    const made = await bundle(target, definitionOf('greet', `return ${expression};`, line));
    await expect(answerOf(made)).resolves.toBe(answer);
    expect(made.externals).toContain(`node:${name}`);
  });

  it('is required by CommonJS, by each of its names', async () => {
    const made = await bundleWith(target, 'it()', {
      'package.json': '{"name":"old"}',
      'index.js': `
        var crypto = require('crypto'), { inspect } = require('node:util'), types = require("util").types;
        module.exports = () => [crypto.${HASH}, inspect({ a: 1 }), types.isDate(1)];`,
    });
    await expect(answerOf(made)).resolves.toEqual([SHA1_OF_A, '{ a: 1 }', false]);
    expect(made.externals).toEqual([expect.any(String), 'node:crypto', 'node:util']);
  });
});

it('lets the sources import whatever stays within HTTP and the process', () => {
  const free = Object.keys(BUILTINS).filter((name) =>
    TARGETS.every((target) => !restrictionOf(name, target)),
  );
  expect(free).toEqual(
    expect.arrayContaining(
      'assert buffer crypto events fs path querystring stream string_decoder timers url util zlib'.split(' '),
    ),
  );
  expect(free).not.toEqual(expect.arrayContaining(['net']));
});

it.each(TARGETS)('has a name in the banner of %s for each module, and no two alike', (target) => {
  const names = externalsOf(target).map(identifierOf);
  expect(names).toEqual(expect.arrayContaining(['Toolbelt', 'nodeFs', 'nodeFsPromises', 'nodeChildProcess']));
  expect(new Set(names).size).toBe(names.length);
});

describe('what reaches past HTTP or the process', () => {
  it.each([
    ['node:net', 'http.send'],
    ['child_process', 'Promise.all'],
    ['node:worker_threads', 'Promise.all'],
    ['node:cluster', 'Promise.all'],
    ['repl', 'log.info'],
  ])('is refused of own sources: %s, with the place and the line to write instead', async (name, line) => {
    const failure = bundle('v2', definitionOf('greet', 'return it;', `import it from '${name}';`));
    await expect(failure).rejects.toThrow(/^functions\/greet\/src\/index\.ts:3:\d+: \[bundle\] node:/);
    await expect(failure).rejects.toThrow(`Remedy: write instead: `);
    await expect(failure).rejects.toThrow(line);
  });

  it.each(TARGETS)('is a warning of packages on %s: most only ask a question', async (target) => {
    const made = await bundleWith(target, `it('::1')`, {
      'package.json': '{"name":"old"}',
      'index.js': `module.exports = require('net').isIP;`,
    });
    await expect(answerOf(made)).resolves.toBe(6);
    expect(made.warnings).toMatchObject([
      {
        file: expect.stringMatching(/node_modules\/old\/index\.js:1:\d+$/),
        found: expect.stringMatching(/^node:net opens connections/),
      },
    ]);
  });

  it('is only refused where it does harm: V1 has a proxy, V2 has none', async () => {
    const source = definitionOf('greet', 'return typeof it.request;', `import it from 'node:https';`);
    await expect(bundle('v1', source)).rejects.toThrow(/proxy of V1.*\n.*http\.send/);
    await expect(answerOf(await bundle('v2', source))).resolves.toBe('function');
  });

  it('is refused with a name that not every Node has', async () => {
    await expect(
      bundle('v2', definitionOf('greet', 'return it;', `import it from 'node:sqlite';`)),
    ).rejects.toThrow(/node:sqlite is no module that both generations/);
  });
});

it('refuses the toolbelt of the other generation, and names the own', async () => {
  const failure = bundle(
    'v1',
    definitionOf('greet', 'return Toolbelt;', `import { Toolbelt } from 'core-functions-toolbelt';`),
  );
  await expect(failure).rejects.toThrow(
    /core-functions-toolbelt does not exist on v1\n.*import \{ Toolbelt \} from 'lp-faas-toolbelt';/,
  );
});
