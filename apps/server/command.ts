/** One command of `yteso`. The code behind it is loaded only when it is called: `check` must not wait for a database driver. */
export interface Command {
  /** One or two words: `check`, `admin create`. */
  readonly name: string;
  /** Vietnamese: the line to type, what each option means. */
  readonly usageVi: string;
  /** Vietnamese, one line, for the list. */
  readonly summaryVi: string;
  /** It listens to signals itself and ends at the next safe place. */
  readonly endsInOrder?: true;
  load(): Promise<{ run(args: readonly string[]): Promise<number> }>;
}

/** Wrong arguments; the message is Vietnamese. Ends with exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
