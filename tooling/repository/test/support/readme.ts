import { readText } from './repository.ts';

export const README = readText('README.md');

/** The README's code blocks in a language, without their fences and indentation. */
export function codeBlocks(language: string): string[] {
  const blocks = README.matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'));
  return [...blocks].map(([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}
