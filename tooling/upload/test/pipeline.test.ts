import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const WORKFLOW = readFileSync(path('../../../.github/workflows/deploy.yml'), 'utf8');
const HELP = execFileSync(process.execPath, [path('../bin/lp-upload.mjs'), '--help'], { encoding: 'utf8' });

describe('the pipeline', () => {
  it('runs uploads with flags that there are', () => {
    const runs = [...WORKFLOW.matchAll(/pnpm --silent upload (.+)/g)].map(([, flags = '']) => flags);
    expect(runs).toHaveLength(3);
    for (const flags of runs) {
      for (const [flag] of flags.matchAll(/--[\w-]+/g)) expect(HELP).toContain(`  ${flag}`);
    }
  });

  it('writes only on a tag, and there after a check', () => {
    const [plan = '', upload = ''] = WORKFLOW.split(/^ {2}upload:$/m);
    expect(plan).not.toContain('--yes');
    expect(upload).toMatch(/--check[\s\S]*--yes/);
  });

  it('puts no secret into a command, where a log would show it', () => {
    const lines = WORKFLOW.split('\n').filter((line) => line.includes('secrets.'));
    expect(lines).toHaveLength(6);
    for (const line of lines) expect(line).toMatch(/^ +[A-Z_]+: \$\{\{ secrets\.LP_\w+ \}\}$/);
  });
});
