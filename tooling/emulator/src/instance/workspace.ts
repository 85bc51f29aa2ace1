import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export type Target = 'v1' | 'v2';
export type Toolbelt = 'documented' | 'local';

const CHILD = fileURLToPath(new URL('./child/', import.meta.url));

const TOOLBELT_V2 = pathToFileURL(join(CHILD, 'toolbelt-v2.cjs')).href;

/** The script each instance runs in its process. */
export const CHILD_MAIN = join(CHILD, 'main.cjs');

/** A built function. */
export interface Artifact {
  code: string;
  /** Source map with absolute paths of the sources. */
  map?: string;
}

interface Workspace {
  folder: string;
  /** The copy of the artifact. */
  file: string;
  remove(): Promise<void>;
}

/**
 * Copies an artifact to a folder of its own, where its toolbelt resolves like any package. The platform gets
 * hold of the top-level `lambda` by adding to the file; the copy is where that may happen.
 */
export async function prepareWorkspace(
  { code, map }: Artifact,
  name: string,
  target: Target,
  toolbelt: Toolbelt,
): Promise<Workspace> {
  const root = await mkdtemp(join(tmpdir(), 'lp-instance-'));
  const folder = join(root, 'functions', name);
  const file = join(folder, 'index.js');
  const isV1 = target === 'v1';
  const accessor = isV1 ? 'module.exports = { lambda };' : 'export { lambda };';
  // In the file itself: a debugger still has it when the folder is gone.
  const mapComment = map === undefined ? '' : `//# sourceMappingURL=${dataUrl(map)}\n`;
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(root, 'package.json'), JSON.stringify({ type: isV1 ? 'commonjs' : 'module' })),
    writeFile(file, `${code}\n${accessor}\n${mapComment}`),
    isV1
      ? addPackage(
          root,
          'lp-faas-toolbelt',
          'commonjs',
          `module.exports = require(${JSON.stringify(join(CHILD, `toolbelt-${toolbelt}.cjs`))});`,
        )
      : addPackage(
          root,
          'core-functions-toolbelt',
          'module',
          [
            `import all from ${JSON.stringify(TOOLBELT_V2)};`,
            'export const { ConversationContentTypes, LpServices, SDETypes, Toolbelt } = all;',
          ].join('\n'),
        ),
  ]);
  return { folder: root, file, remove: () => rm(root, { recursive: true, force: true }) };
}

const dataUrl = (map: string) => `data:application/json;base64,${Buffer.from(map).toString('base64')}`;

async function addPackage(
  root: string,
  name: string,
  type: 'commonjs' | 'module',
  code: string,
): Promise<void> {
  const folder = join(root, 'node_modules', name);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name, type, main: './index.js' }));
  await writeFile(join(folder, 'index.js'), code);
}
