import type { Context } from '#platform/room';

/** Told of every session that somebody ended, by its key. */
export type Ended = (context: Context, key: string) => Promise<void>;

let tell: Ended = async () => {};

/** What was given to programs in a session ends with it; who gives it stands beside this room, so the server connects the two. */
export function connectEnded(listener: Ended): void {
  tell = listener;
}

export async function tellEnded(context: Context, keys: readonly string[]): Promise<void> {
  for (const key of keys) await tell(context, key);
}
