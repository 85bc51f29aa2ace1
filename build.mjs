// `pnpm build [--profile name]`: every package, then all artifacts under dist/. Written for a bare clone: nothing here
// is built or installed by anybody else.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { profile: { type: 'string' } } });
const profile = values.profile ?? process.env.LP_PROFILE ?? '';
if (!/^[\w-]*$/.test(profile)) {
  console.error('--profile: expected letters, digits, - and _, as in deploy.<profile>.json');
  process.exit(1);
}

/** Turbo tells the builds of two profiles apart by the variable. */
const env = { ...process.env };
if (profile === '') delete env.LP_PROFILE;
else env.LP_PROFILE = profile;

function run(command, ...args) {
  const { status, error } = spawnSync(command, args, {
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

run('node', 'turbo.mjs', 'run', 'build');
run('lp-bundle', 'collect');
