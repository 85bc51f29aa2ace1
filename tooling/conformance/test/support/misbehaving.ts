import { type Artifact, type Deployment, type Emulator, startEmulator, uuidOf } from '@lp-functions/emulator';
import { onTestFinished } from 'vitest';

type Target = Deployment['target'];

/** Code with this body for either generation: `reply(value)` ends it, `input` is there. */
export function code(target: Target, body: string): Artifact {
  return {
    code:
      target === 'v1'
        ? `const { Toolbelt } = require('lp-faas-toolbelt');\nfunction lambda(input, callback) {\n  const reply = (value) => callback(null, value);\n  (async () => { ${body} })().catch(callback);\n}\n`
        : `import { Toolbelt } from "core-functions-toolbelt";\nasync function lambda(input) {\n  return new Promise((reply, fail) => { (async () => { ${body} })().catch(fail); });\n}\n`,
  };
}

/** An account with these functions, by name; it ends with the test. */
export async function accountWith(
  functions: Record<string, { body: string; eventId?: string }>,
  options: Partial<Parameters<typeof startEmulator>[0]> = {},
): Promise<Emulator> {
  const emulator = await startEmulator({ port: 0, ...options });
  onTestFinished(emulator.stop);
  for (const target of ['v1', 'v2'] as const) {
    for (const [name, { body, eventId }] of Object.entries(functions)) {
      emulator.account.deploy({
        target,
        name,
        uuid: uuidOf(target, name),
        description: 'For a test.',
        eventId,
        environment: {},
        artifact: code(target, body),
      });
    }
  }
  return emulator;
}
