export interface PolicyProblem {
  /** Line of the text, from 1; null: none in particular. */
  readonly line: number | null;
  /** In the words of the engine or of our compiler. */
  readonly message: string;
}

/** Policies that cannot be put in force; each problem says where. */
export class PolicyTextError extends Error {
  override name = 'PolicyTextError';
  readonly problems: readonly PolicyProblem[];

  constructor(problems: readonly (string | PolicyProblem)[]) {
    const all = problems.map((one) => (typeof one === 'string' ? { line: null, message: one } : one));
    super(all.map((one) => (one.line === null ? one.message : `line ${one.line}: ${one.message}`)).join('\n'));
    this.problems = all;
  }
}
