/** One fault that a person has to mend: where, which rule, and what to do. */
export interface Problem {
  file: string;
  rule: string;
  /** What was found. */
  found: string;
  remedy: string;
}

/** What was found wrong with something. */
export interface Verdict {
  /** What has to be mended first. */
  errors: Problem[];
  /** What may go wrong at run time. */
  warnings: Problem[];
}

export function formatProblem({ file, rule, found, remedy }: Problem): string {
  return `${file}: [${rule}] ${found}\n    Remedy: ${remedy}`;
}

/** The build stops here; the message lists every fault, each once. */
export class BuildError extends Error {
  override name = 'BuildError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const texts = problems.map(formatProblem);
    const once = problems.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
    super(once.map(formatProblem).join('\n'));
    this.problems = once;
  }
}

export function refuse(file: string, rule: string, found: string, remedy: string): never {
  throw new BuildError([{ file, rule, found, remedy }]);
}
