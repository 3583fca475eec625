import type { Context } from '#platform/room';

/** Told of every session that somebody ended, by its key, or of an account all of whose sessions ended, by its id. */
export type Ended = (context: Context, key: string) => Promise<void>;

let tell: Ended = async () => {};
let tellAccount: Ended = async () => {};

/** What was given to programs ends with the session or the account's sign-ins; who gives it stands beside this room, so the server connects the two. */
export function connectEnded(session: Ended, account: Ended): void {
  tell = session;
  tellAccount = account;
}

export async function tellEnded(context: Context, keys: readonly string[]): Promise<void> {
  for (const key of keys) await tell(context, key);
}

/** Another password, signed out everywhere, closed: whoever was in, by a program too, is out. */
export function tellAccountEnded(context: Context, account: string): Promise<void> {
  return tellAccount(context, account);
}
