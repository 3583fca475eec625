/** Policies that cannot be put in force; each problem says where. */
export class PolicyTextError extends Error {
  override name = 'PolicyTextError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}
