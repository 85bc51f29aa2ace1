import { describe, expect, it } from 'vitest';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

describe('vendor-rewriting', () => {
  it('refuses a V2 string that comes back as an import', () => {
    const broken = artifact('v2', `let a='x = require("y");';`);
    expect(messagesOf(broken, 'vendor-rewriting')).toEqual([expect.stringContaining('is another file')]);
  });

  it('refuses a V2 string that does not come back as it was', () => {
    expect(brokenRules(artifact('v2', `let a="import x from 'y'";`))).toContain('vendor-rewriting');
  });

  it('refuses imports that are left over as module syntax', () => {
    const sound = artifact('v2');
    const code = sound.code.replace(/^.*\n/, 'import{Toolbelt}from"core-functions-toolbelt";\n');
    expect(messagesOf({ ...sound, code }, 'vendor-rewriting')).toEqual([
      expect.stringContaining('is not a CommonJS script'),
    ]);
  });

  it('refuses a V1 file that the end marker would cut', () => {
    const sound = artifact('v1');
    const code = sound.code.replace('\nfunction', '\n\n// This is an auto\nfunction');
    expect(messagesOf({ ...sound, code }, 'vendor-rewriting')).toEqual([
      expect.stringContaining('is another file'),
    ]);
  });
});
