import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { isConnected } from './destination.ts';
import { MESSAGE_COLUMNS, messageRow, viewOf } from './message.ts';
import type { Message } from './message.ts';

/**
 * The messages of dossiers that the caller was already allowed to read.
 * @returns by dossier id, oldest first; a dossier without messages is not in it
 */
export async function messagesOf(tx: Tx, context: Context, dossiers: readonly string[]): Promise<ReadonlyMap<string, Message[]>> {
  const rows = await tx.query(`select ${MESSAGE_COLUMNS} from exchange_message m where m.dossier = any($1) order by m.seq`, [dossiers], messageRow);
  const views = rows.map((row) => viewOf(row, context.facilityName, isConnected(context, row.destination)));
  return Map.groupBy(views, (view) => view.dossierId ?? '');
}

/** The messages about one revision of something that is no dossier and that the caller was already allowed to read, oldest first. */
export async function messagesAbout(tx: Tx, context: Context, of: { readonly facility: string; readonly kind: string; readonly maLk: string; readonly revision: number }): Promise<Message[]> {
  const rows = await tx.query(`select ${MESSAGE_COLUMNS} from exchange_message m where m.facility = $1 and m.kind = $2 and m.ma_lk = $3 and m.revision = $4 order by m.seq`, [of.facility, of.kind, of.maLk, of.revision], messageRow);
  return rows.map((row) => viewOf(row, context.facilityName, isConnected(context, row.destination)));
}
