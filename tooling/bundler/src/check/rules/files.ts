import { parseArtifact, walk } from '../../program.ts';
import type { Code, Rule } from '../artifact.ts';

/** Methods of Node's `fs` that change files, by names that little else has. */
const WRITING =
  /^(?:(?:append|write|copy)File|mkdir|mkdtemp|rmdir|unlink)(?:Sync)?$|^(?:rename|rm|cp|truncate|symlink|chmod)Sync$|^createWriteStream$/;

/** A function has no files of its own: what it writes is gone with the instance, and no other instance sees it. */
export const filesRule: Rule<Code> = {
  rule: 'files',
  check: (artifact) => {
    const { program } = parseArtifact(artifact);
    if (program === undefined || !/\bnodeFs(Promises)?\b/.test(artifact.code)) return [];
    const places = new Map<string, number>();
    walk(program, (node) => {
      if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return;
      const { name } = node.property;
      if (WRITING.test(name) && !places.has(name)) places.set(name, node.property.start);
    });
    return [...places].map(([name, index]) => ({
      found: `${name} writes files, which end with the instance and which no other instance sees`,
      remedy: 'keep what has to last in a secret or in the context session store',
      index,
      inOwn: 'warning',
      inPackages: 'warning',
    }));
  },
};
