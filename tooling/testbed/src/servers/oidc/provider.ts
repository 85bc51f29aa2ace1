import type Provider from 'oidc-provider';

/**
 * Loads the package when it is first needed, because it is large, and without the line it prints about
 * preferring a newer Node.js: what the testbed uses of it works on every version we support.
 */
export async function loadProvider(): Promise<typeof Provider> {
  const { warn } = console;
  console.warn = (text: unknown, ...rest: unknown[]) => {
    if (!String(text).includes('Unsupported runtime')) warn(text, ...rest);
  };
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
}
