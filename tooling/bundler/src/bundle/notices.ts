import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageNameOf } from './carried.ts';
import { isForeign } from './origin.ts';

/** An installed package whose code is in an artifact, and the terms it may be there on. */
export interface Notice {
  name: string;
  version: string;
  /** As its package.json says, an SPDX expression for most. */
  license: string;
  /** The texts of its licence and notice files. */
  text: string;
}

/** `LICENSE`, `license.md`, `LICENCE-MIT`, `NOTICE.txt`, but no code of such a name. */
const LICENSE_FILE = /^(?:licen[cs]e|copying|notice|copyright)(?!.*\.(?:[cm]?[jt]s|json|map)$)/i;

/** The installed packages among a bundle's inputs, by name. */
export function noticesOf(inputs: Record<string, { bytesInOutput: number }>, root: string): Notice[] {
  const folders = Object.entries(inputs)
    .filter(([path, { bytesInOutput }]) => bytesInOutput > 0 && isForeign(path))
    .map(([path]) => folderOf(path));
  return [...new Set(folders)].map((folder) => noticeOf(join(root, folder))).sort(byName);
}

/** Several functions carry the same packages. */
export function mergeNotices(notices: readonly Notice[]): Notice[] {
  const known = new Map(notices.map((notice) => [`${notice.name} ${notice.version}`, notice]));
  return [...known.values()].sort(byName);
}

/** The line in an artifact that says what foreign code is in it; none when there is none. */
export function legalComment(notices: readonly Notice[]): string[] {
  if (notices.length === 0) return [];
  const names = notices.map(({ name, version, license }) => `${name} ${version} (${license})`).join(', ');
  return [`/*! Contains ${names}; see THIRD_PARTY_NOTICES. */`];
}

/** The file beside the artifacts. */
export function noticesText(notices: readonly Notice[]): string {
  const head =
    'The functions in this folder contain code of these packages, on the terms that follow each name.\n';
  return [
    head,
    ...notices.map(({ name, version, license, text }) => `## ${name} ${version} (${license})\n\n${text}\n`),
  ].join('\n');
}

const byName = (a: Notice, b: Notice): number =>
  a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en');

/** Of `node_modules/.pnpm/a@1/node_modules/a/lib/index.js`, all before `/lib`. */
function folderOf(path: string): string {
  const end = path.lastIndexOf('node_modules/') + 'node_modules/'.length;
  return path.slice(0, end) + packageNameOf(path);
}

function noticeOf(folder: string): Notice {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder)
    .filter((file) => LICENSE_FILE.test(file))
    .sort();
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim());
  return {
    name: String(name),
    version: String(version),
    license: licenseOf(license),
    text: texts.join('\n\n') || 'The package has no file with its terms.',
  };
}

/** Old packages write an object. */
function licenseOf(license: unknown): string {
  if (typeof license === 'string') return license;
  const { type } = (license ?? {}) as { type?: unknown };
  return typeof type === 'string' ? type : 'no licence named';
}
