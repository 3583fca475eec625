import { z } from 'zod';
import type { Tx } from '#platform/db';

/** A facility's program, by the name of its account at the door. */
const DOOR = 'door:';

const row = z.object({ id: z.string(), display_name: z.string() });

/**
 * Names of those who did something, for screens. What the product did by itself (`system:load`) is the server's, `door:62990_BV` a facility's program; an actor that is no
 * account stays as written.
 * @param ids actor ids as audit and desk keep them, in any order, doubles allowed
 * @returns the name of an actor id
 */
export async function displayNames(tx: Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const accounts = [...new Set(ids)].filter((id) => !isSystem(id));
  const rows = accounts.length === 0 ? [] : await tx.query('select id, display_name from account where id = any($1)', [accounts], row);
  const names = new Map(rows.map((one) => [one.id, one.display_name]));
  return (id) => names.get(id) ?? (isSystem(id) ? 'máy chủ' : isProgram(id) ? `phần mềm của cơ sở (${id.slice(DOOR.length)})` : id);
}

/** The name of an account that may still sign in; undefined: unknown or closed. */
export async function activeName(tx: Tx, id: string): Promise<string | undefined> {
  return (await tx.query('select id, display_name from account where id = $1 and active', [id], row))[0]?.display_name;
}

/** Whether it was a facility's program, with its account at the door. */
export const isProgram = (id: string): boolean => id.startsWith(DOOR);

function isSystem(id: string): boolean {
  return id.startsWith('system:');
}
