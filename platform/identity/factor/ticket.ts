import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '#platform/db';

export type TicketKind = 'second' | 'passkey-sign-in' | 'passkey-new' | 'passkey-confirm';

export interface Ticket {
  readonly account: string | null;
  readonly session: string | null;
  readonly challenge: string;
}

const MINUTES = 5;
const hashOf = (ticket: string): Buffer => createHash('sha256').update(ticket).digest();

/** Opens a step that waits for its other half. @returns the ticket, 256 random bits */
export async function openTicket(tx: Tx, kind: TicketKind, of: Partial<Ticket>): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await tx.run('delete from identity_ticket where expires_at < now()');
  await tx.run(`insert into identity_ticket (hash, kind, account, session, challenge, expires_at) values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
    [hashOf(ticket), kind, of.account ?? null, of.session ?? null, of.challenge ?? '', MINUTES]);
  return ticket;
}

const row = z.object({ account: z.string().nullable(), session: z.string().nullable(), challenge: z.string() });

/** Takes a ticket away: of parallel uses one alone gets it. */
export async function takeTicket(tx: Tx, kind: TicketKind, ticket: string): Promise<Ticket | undefined> {
  const [found] = await tx.query('delete from identity_ticket where hash = $1 and kind = $2 and expires_at > now() returning account, session::text, challenge', [hashOf(ticket), kind], row);
  return found;
}

/** Looks without taking: a wrong code must not throw the user back to his password. */
export async function peekTicket(tx: Tx, kind: TicketKind, ticket: string): Promise<Ticket | undefined> {
  const [found] = await tx.query('select account, session::text, challenge from identity_ticket where hash = $1 and kind = $2 and expires_at > now()', [hashOf(ticket), kind], row);
  return found;
}
