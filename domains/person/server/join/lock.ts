import type { Tx } from '#platform/db';

/** One name for all who say whose a Patient is. */
const JOINS = ['person joins'];

/** Two who join or part at once wait for each other and for everybody who files; readers do not. Asked for before any row is held, or there is a circle. */
export async function lockJoining(tx: Tx): Promise<void> {
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', JOINS);
}

/** Nobody is joined or parted until the transaction ends, so a person that was read here is there when a Patient is given to them. Those who file do not wait for each other. */
export async function holdJoining(tx: Tx): Promise<void> {
  await tx.run('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', JOINS);
}
