import type { Fields, Output } from '../schema/parse.ts';
import { accountName, secretVariable } from '../secrets/names.ts';
import type { RunnableDefinition } from './definition.ts';
import { commonEnvironment, readEnvironment } from './environment.ts';
import type { Host } from './host.ts';
import { perInstance } from './instance.ts';

/** What a function's variables say, read and checked. */
export interface Settings {
  env: Output<Fields & typeof commonEnvironment>;
  /** The URLs whose origins a run may talk to. */
  allowed: string[];
}

interface Kept {
  settings: Settings;
  /** The texts that they were read from, in the order of `names`. */
  texts: (string | undefined)[];
  names: string[];
}

const keptOf = perInstance(() => new WeakMap<RunnableDefinition, Kept>());

/**
 * The settings of a run. An instance reads them once, and again when a variable has changed: reading them takes longer
 * than all else of a run that calls nobody.
 * @throws `CONFIG_INVALID`
 */
export function settingsOf(definition: RunnableDefinition, { env, instance }: Host): Settings {
  const kept = keptOf(instance);
  const before = kept.get(definition);
  if (before?.names.every((name, index) => env[name] === before.texts[index])) return before.settings;

  const names = [
    ...Object.keys({ ...commonEnvironment, ...definition.environment }),
    ...Object.keys(definition.secrets).map(secretVariable),
  ];
  const texts = names.map((name) => env[name]);
  const settings = readSettings(definition, env);
  kept.set(definition, { settings, texts, names });
  return settings;
}

function readSettings(definition: RunnableDefinition, variables: Host['env']): Settings {
  const env = readEnvironment(definition.environment, variables);
  for (const name of Object.keys(definition.secrets)) accountName(name, variables);
  const configured = definition.targets(env).flatMap((url) => (url ? [url] : []));
  return { env, allowed: [...configured, ...(env.ALLOWED_ORIGINS ?? [])] };
}
