import { describe, expect, it } from 'vitest';
import { readText } from './support/repository.ts';

const PAGE = readText('docs/errors.md');
const sections = PAGE.split(/^## /m).slice(1);

/** The messages of a code, as docs/messages.md has them: what stands in braces changes. */
function templatesOf(code: string): RegExp[] {
  const rows = readText('docs/messages.md').matchAll(/^\| `(\S+)` \| (.+) \|$/gm);
  return [...rows]
    .filter(([, named]) => named === code)
    .map(
      ([, , text = '']) =>
        new RegExp(
          `^${code}: ${text
            .split(/\{[^{}]*\}/)
            .map(escaped)
            .join('.+')}$`,
        ),
    );
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

describe('the page of the errors', () => {
  it('says of every code when it comes, with an example, and what to do', () => {
    const codes = [...readText('packages/platform/src/errors/codes.ts').matchAll(/'([A-Z_0-9]+)'/g)].map(
      ([, code]) => code,
    );
    expect(codes).toContain('REAUTH_REQUIRED');
    expect(sections.map((section) => section.split('\n')[0])).toEqual(codes);
    for (const section of sections) expect(section).toMatch(/^\S+\n\n.+\n[\s\S]*\nExample: `.+`\n\n.+\n/);
  });

  it('has examples that a function says', () => {
    for (const section of sections) {
      const [, example = '', code = ''] = /^Example: `((\w+): .+)`$/m.exec(section) ?? [];
      expect(
        templatesOf(code).filter((template) => template.test(example)),
        example,
      ).not.toEqual([]);
    }
  });
});
