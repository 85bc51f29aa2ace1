import type { FunctionConfig } from '../../deployment/config.ts';
import type { Target } from '../../target.ts';
import type { Config, Finding, Rule } from '../artifact.ts';

interface Limits {
  nameCharacters: number;
  valueCharacters: number;
  variables: number;
}

const LIMITS: Record<Target, Limits> = {
  v1: { nameCharacters: 200, valueCharacters: 200, variables: Number.POSITIVE_INFINITY },
  v2: { nameCharacters: 200, valueCharacters: 1024, variables: 512 },
};

const REBUILD = 'build the file with lp-bundle, which writes the form that the vendor understands';

export const environmentRule: Rule<Config> = {
  rule: 'environment',
  check: ({ target, config: { environmentVariables } }) => {
    const read = target === 'v1' ? readList(environmentVariables) : readObject(environmentVariables);
    return 'found' in read ? [read] : overLimits(read.entries, target);
  },
};

type Entries = [name: string, value: unknown][];
type Read = { entries: Entries } | Finding;

/** V1: a list that is never empty. An empty name ends it, so it may only stand alone. */
function readList(variables: FunctionConfig['environmentVariables']): Read {
  if (!Array.isArray(variables)) return { found: 'environmentVariables is not a list', remedy: REBUILD };
  if (variables.length === 0) return { found: 'environmentVariables is empty', remedy: REBUILD };
  if (variables.some((entry) => typeof entry?.key !== 'string' || typeof entry.value !== 'string')) {
    return { found: 'environmentVariables holds more than { key, value } with texts', remedy: REBUILD };
  }
  const entries: Entries = variables.map(({ key, value }) => [key, value]);
  if (entries.length === 1 && entries[0]?.[0] === '') return { entries: [] };
  return entries.some(([name]) => name === '')
    ? { found: 'a variable without a name; V1 ignores all after it', remedy: 'name it or remove it' }
    : { entries };
}

/** V2: an object. The pair `key: "value"` is the placeholder of the vendor's template and is not sent. */
function readObject(variables: FunctionConfig['environmentVariables']): Read {
  if (typeof variables !== 'object' || variables === null || Array.isArray(variables)) {
    return { found: 'environmentVariables is not an object', remedy: REBUILD };
  }
  if (variables.key === 'value') {
    return {
      found: 'key: "value" is skipped by V2 as a placeholder',
      remedy: 'choose another name or value',
    };
  }
  return { entries: Object.entries(variables) };
}

function overLimits(entries: Entries, target: Target): Finding[] {
  const { nameCharacters, valueCharacters, variables } = LIMITS[target];
  const findings = entries.flatMap(([name, value]): Finding[] => {
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      return [
        { found: `${JSON.stringify(name)} is no name of a variable`, remedy: 'rename it in deploy.json' },
      ];
    }
    if (typeof value !== 'string') {
      return [{ found: `${name} is not text`, remedy: 'put the value in quotes in deploy.json' }];
    }
    if (name.length > nameCharacters || value.length > valueCharacters) {
      return [
        {
          found: `${name}: ${name.length} and ${value.length} characters; ${target} takes ${nameCharacters} for a name and ${valueCharacters} for a value`,
          remedy: 'shorten it in deploy.json',
        },
      ];
    }
    return [];
  });
  if (entries.length > variables) {
    findings.push({
      found: `${entries.length} variables; ${target} takes ${variables}`,
      remedy: 'set fewer in deploy.json',
    });
  }
  return findings;
}
