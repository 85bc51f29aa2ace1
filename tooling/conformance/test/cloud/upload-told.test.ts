import { expect, it } from 'vitest';
import { account } from '../support/account.ts';
import { builtRepository } from '../support/repository.ts';
import { upload } from '../support/upload.ts';

const environment = { TARGET_URL: 'https://api.acme.com/orders' };
const schedule = { cron: '0 9 * * *', timeZone: 'Asia/Dhaka' };
/** 9:00 of Dhaka. */
const UTC = '0 3 * * *';

it('checks the hosts against the allowlist of V1, as far as the tool has filled it', async () => {
  const [{ lpf }, { root }] = [await account(), await builtRepository({ 'deploy.json': { environment } })];
  const before = await upload(lpf, root, '--target', 'v1', '--check');
  expect(before.exitCode).toBe(1);
  expect(before.stderr).toContain('[allowlist] api.acme.com is not on the allowlist');

  await lpf.run(root, 'add:domain', '*.acme.com');
  const after = await upload(lpf, root, '--target', 'v1', '--check');
  expect(after.stdout).toContain('ok: all hosts are on the allowlist');
  expect(after.stdout).not.toContain('acme.com');
  expect(after.exitCode).toBe(0);
});

it('says a schedule of V1 in UTC, and no more once the tool has created it', async () => {
  const [{ lpf }, { root }] = [
    await account(),
    await builtRepository({ 'deploy.json': { environment, schedule } }),
  ];
  const { stdout } = await upload(lpf, root, '--target', 'v1', '--yes', '--deploy');
  expect(stdout).toContain(`Set the schedule of orders in the console under Schedules: ${UTC} (UTC)`);
  expect(stdout).toContain('0 9 * * * in Asia/Dhaka (UTC+6)');
  expect(stdout).toContain(`lpf create:schedule -f orders -c "${UTC}"`);

  await lpf.run(root, 'create:schedule', '-f', 'orders', '-c', UTC);
  const again = await upload(lpf, root, '--target', 'v1', '--yes', '--deploy');
  expect(again.stdout).not.toMatch(/schedule/i);
});
