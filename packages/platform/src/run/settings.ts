import { originsOf } from '../http/client.ts';
import type { Fields } from '../schema/parse.ts';
import { accountName, secretVariable } from '../secrets/names.ts';
import type { Environment, RunnableDefinition } from './definition.ts';
import { commonEnvironment, readEnvironment } from './environment.ts';
import type { Host } from './host.ts';
import { perInstance } from './instance.ts';

/** What a function's variables say, read and checked. */
export interface Settings {
  env: Environment<Fields>;
  /** The origins a run may talk to. */
  origins: readonly string[];
  /** The account's names of the declared secrets, by these. */
  secretNames: ReadonlyMap<string, string>;
}

interface Kept {
  settings: Settings;
  accountId: string | undefined;
  /** The variables that they were read from, and their texts then. */
  texts: Map<string, string | undefined>;
}

const keptOf = perInstance(() => new WeakMap<RunnableDefinition, Kept>());

/**
 * The settings of a run. An instance reads them once, and again when a variable or the account has changed: reading
 * them takes longer than all else of a run that calls nobody.
 * @throws `CONFIG_INVALID`
 */
export function settingsOf(definition: RunnableDefinition, { env, accountId, instance }: Host): Settings {
  const kept = keptOf(instance);
  const before = kept.get(definition);
  if (before && before.accountId === accountId && isUnchanged(before.texts, env)) return before.settings;

  const variables = [
    ...Object.keys({ ...commonEnvironment, ...definition.environment }),
    ...Object.keys(definition.secrets).map(secretVariable),
  ];
  const texts = new Map(variables.map((name) => [name, env[name]]));
  const settings = readSettings(definition, env);
  kept.set(definition, { settings, accountId, texts });
  return settings;
}

function isUnchanged(texts: Kept['texts'], env: Host['env']): boolean {
  for (const [name, text] of texts) if (env[name] !== text) return false;
  return true;
}

function readSettings(definition: RunnableDefinition, variables: Host['env']): Settings {
  const env = readEnvironment(definition.environment, variables);
  const names = Object.keys(definition.secrets);
  const configured = definition.targets(env).flatMap((url) => (url ? [url] : []));
  return {
    // Runs share it: what one changes, all would see.
    env: Object.freeze(env),
    secretNames: new Map(names.map((name) => [name, accountName(name, variables)])),
    origins: originsOf([...configured, ...(env.ALLOWED_ORIGINS ?? [])]),
  };
}
