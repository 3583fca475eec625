import type { Tx } from '#platform/db';

/**
 * Who a person is today. Accounts, guardians and openings name a person as he was known then; persons are joined and parted since, and whoever has the
 * Patient that the name came from is meant. The room that knows persons says who that is.
 */
export type CurrentPersons = (tx: Tx, persons: readonly string[]) => Promise<ReadonlyMap<string, string>>;

let source: CurrentPersons = () => Promise.resolve(new Map());

/** Given once, by the room that joins persons. */
export function useCurrentPersons(given: CurrentPersons): void {
  source = given;
}

/** @param persons uuids @returns each as he is known today, in the same order */
export async function currentPersons(tx: Tx, persons: readonly string[]): Promise<string[]> {
  if (persons.length === 0) return [];
  const now = await source(tx, persons);
  return persons.map((one) => now.get(one) ?? one);
}
