import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const PATHS = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'];
const path = process.env.LP_CHROMIUM || PATHS.find((candidate) => existsSync(candidate));

/** Why there can be no test in a browser on this machine; in CI there has to be one. */
export const whyNoBrowser =
  path === undefined && !process.env.CI
    ? `no browser at ${PATHS.join(', ')}: apt-get install chromium, or set LP_CHROMIUM`
    : undefined;

export async function launchBrowser(): Promise<Browser> {
  if (path === undefined) throw new Error(`CI needs a browser, but there is none at ${PATHS.join(', ')}`);
  return chromium.launch({
    executablePath: path,
    // As root there is no sandbox, and every page is ours.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/** A person of their own, who is not signed in anywhere yet. */
export async function newPerson(browser: Browser): Promise<{ page: Page; leave(): Promise<void> }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  return { page, leave: () => context.close() };
}
