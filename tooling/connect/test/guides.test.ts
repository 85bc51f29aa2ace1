import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { profiles } from '@lp-functions/auth/profiles';
import clientCredentials from '@lp-functions/client-credentials';
import oauth1Post from '@lp-functions/oauth1-post';
import { describe, expect, it } from 'vitest';
import { attemptFrom } from '../src/check/from-flags.ts';
import { tryFunction } from '../src/check/try-function.ts';
import { connectCommand } from '../src/command.ts';
import { checkOptionsOf, type Flags, optionsOf } from '../src/flags.ts';
import { scriptedUi } from '../src/index.ts';
import { chooseProfile } from '../src/profile.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const guides = readdirSync(DOCS).filter((name) => name.startsWith('connect-'));
const textOf = (guide: string) => readFileSync(new URL(guide, DOCS), 'utf8');
const blocks = (guide: string, language: string) =>
  [...textOf(guide).matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, text = '']) =>
    name === language ? [text.trim()] : [],
  );
const commands = guides.flatMap((guide) => blocks(guide, 'sh').map((command) => [guide, command] as const));

/** What the command line makes of an example, without doing it. */
function parsed(command: string): { names: string[]; flags: Flags } {
  const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = '']) => quoted ?? bare);
  expect(words.slice(0, 2)).toEqual(['pnpm', 'connect']);
  const program = connectCommand()
    .exitOverride()
    .action(() => undefined);
  // Files of the examples are nobody's.
  program.parse(words.slice(2), { from: 'user' });
  const { privateKeyFile: _, ...flags } = program.opts<Flags>();
  return { names: program.args, flags };
}

describe('a guide', () => {
  it('is there for each kind', () => {
    expect(guides.sort()).toEqual([
      'connect-client-credentials.md',
      'connect-oauth1.md',
      'connect-oauth2.md',
    ]);
  });

  it.each(commands)('%s: %s', async (_, command) => {
    const { names, flags } = parsed(command);
    if (flags.check) {
      const options = await checkOptionsOf(names, flags, {});
      const given = { clientSecret: 'x', privateKey: 'x', tokenKey: 'x', tokenSecret: 'x' };
      const attempted = await attemptFrom({ ...options, ...given }, scriptedUi());
      expect(attempted.env).toMatchObject({
        [attempted.function === 'oauth1_post' ? 'TARGET_URL' : 'RESOURCE_URL']: flags.url,
      });
      return;
    }
    const options = optionsOf(names, flags);
    expect(options.destination).toBeDefined();
    const profile = await chooseProfile(options, scriptedUi());
    expect(profile?.provider ?? 'other').toBe(options.provider);
  });

  it.each(guides.flatMap((guide) => blocks(guide, 'json').map((json) => [guide, json] as const)))(
    '%s has a configuration that the function takes: %s',
    async (_, json) => {
      const value: unknown = JSON.parse(json);
      if (Array.isArray(value)) {
        for (const { provider } of value) expect(profiles.map((each) => each.provider)).toContain(provider);
        return;
      }
      const { environment } = value as { environment: Record<string, string> };
      const name = 'TARGET_URL' in environment ? 'oauth1_post' : 'client_credentials';
      const definition = name === 'oauth1_post' ? oauth1Post : clientCredentials;
      expect(Object.keys(environment).filter((variable) => !(variable in definition.environment))).toEqual(
        [],
      );
      // Whatever is wrong with the variables is told before a secret is looked for.
      const { error } = await tryFunction({ function: name, env: environment, secrets: {}, payload: {} });
      expect(error?.code).toBe('SECRET_NOT_FOUND');
    },
  );

  it.each(guides)('%s links pages that are there', (guide) => {
    for (const [, page = ''] of textOf(guide).matchAll(/\]\(([\w-]+\.md)/g)) {
      expect(existsSync(new URL(page, DOCS)), page).toBe(true);
    }
  });
});
