import type { Config, Finding, Rule } from '../artifact.ts';

export const configRule: Rule<Config> = {
  rule: 'config',
  check: ({ config: { event, input } }) => {
    const findings: Finding[] = [];
    if (typeof event !== 'string' || event === '') {
      findings.push({ found: 'no event', remedy: 'set "event" in deploy.json, "No Event" stands for none' });
    }
    if (!Array.isArray(input?.headers) || input.payload === undefined) {
      findings.push({
        found: 'input is not { headers: [], payload }',
        remedy: 'give both under "input" in deploy.json, or leave it out',
      });
    }
    return findings;
  },
};
