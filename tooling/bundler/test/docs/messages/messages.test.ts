import { describe, expect, it } from 'vitest';
import { messagesOf } from '../../../src/docs/messages/messages.ts';

const textsOf = async (...files: string[]) => {
  const messages = await messagesOf(files.map((text, index) => ({ path: `${index}.ts`, text })));
  return messages.map(({ code, text }) => `${code}: ${text}`);
};

describe('messagesOf', () => {
  it('tells what changes from run to run by its name', async () => {
    expect(
      await textsOf(
        `throw new FunctionError('TIMEOUT', \`\${url.host} gave no answer within \${names.join(', ')} (\${code})\`);`,
      ),
    ).toEqual(['TIMEOUT: {host} gave no answer within {names} ({code})']);
  });

  it('puts in what a constant of the file says', async () => {
    expect(
      await textsOf(
        `const MAX = 800_000;\nthrow new FunctionError('INPUT_INVALID', \`at most \${MAX} characters\`);`,
      ),
    ).toEqual(['INPUT_INVALID: at most 800,000 characters']);
  });

  it('tells every text that a function of the file returns', async () => {
    expect(
      await textsOf(`function why(reason) {
        if (reason === 'x') return 'first';
        return \`then \${reason}\`;
      }
      throw new FunctionError('TIMEOUT', \`late: \${why(given)}\`);`),
    ).toEqual(['TIMEOUT: late: first', 'TIMEOUT: late: then {reason}']);
  });

  it('tells both texts of a condition', async () => {
    expect(await textsOf("throw new FunctionError('TIMEOUT', isLate ? 'late' : 'too ' + 'early');")).toEqual([
      'TIMEOUT: late',
      'TIMEOUT: too early',
    ]);
  });

  it('follows a function that makes errors to the calls of it, in other files too', async () => {
    expect(
      await textsOf(
        `export const refuse = (field: string, text: string) => {
           throw new FunctionError('INPUT_INVALID', \`\${field}: \${text}\`);
         };`,
        "import { refuse } from './0.ts';\nrefuse('url', 'expected a URL');\nrefuse('body', given);",
      ),
    ).toEqual(['INPUT_INVALID: body: {given}', 'INPUT_INVALID: url: expected a URL']);
  });

  it('does not take a function of the same name in another file for it', async () => {
    expect(
      await textsOf(
        "const refuse = (text) => { throw new FunctionError('INPUT_INVALID', text); };\nrefuse('here');",
        "const refuse = (text) => { throw new Error(text); };\nrefuse('there');",
      ),
    ).toEqual(['INPUT_INVALID: here']);
  });

  it('follows destructured parameters and codes', async () => {
    expect(
      await textsOf(
        `function fail({ code, why: text }: Fault) { throw new FunctionError(code, text); }
        fail({ code: 'INTERNAL', why: 'a bug' });`,
      ),
    ).toEqual(['INTERNAL: a bug']);
  });

  it('tells a message once, however often it is said', async () => {
    const twice = "throw new FunctionError('INTERNAL', 'a bug');";
    expect(await textsOf(twice, twice)).toEqual(['INTERNAL: a bug']);
  });
});
