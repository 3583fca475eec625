import type { Catalogues } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { dueAfter } from './due.ts';
import type { MessageKind } from './message.ts';

export interface Owed {
  readonly kind: MessageKind;
  /** `bhxh` */
  readonly destination: string;
  /** MA_CSKCB. */
  readonly facility: string;
  readonly maLk: string;
  /** Id of the dossier revision, for the screens. */
  readonly dossier: string | null;
  readonly revision: number;
  /** SHA-256 of the received file, in the file store. */
  readonly file: string;
  /** 1-based position of the dossier in the file. */
  readonly position: number;
  /** Why it is owed: `visit.opened`, `visit.closed`. */
  readonly event: string;
  /** NGAY_RA (dossier) or NGAY_VAO (check-in), yyyyMMddHHmm or yyyyMMdd: from here the deadline runs. '' when unreadable: no deadline. */
  readonly dueFrom: string;
  /** Specially protected classes that the dossier reveals. */
  readonly labels: readonly string[];
}

/**
 * Writes down, in the transaction that makes them owed, what must go out. Idempotent by (destination, facility, maLk, kind, revision).
 * @param catalogues for the deadline: dated parameters and days off
 * @returns how many were new
 */
export async function oweMessages(tx: Tx, catalogues: Catalogues, owed: readonly Owed[]): Promise<number> {
  if (owed.length === 0) return 0;
  const column = <T>(of: (one: Owed) => T): T[] => owed.map(of);
  // What one message of a visit reveals, all of them stand for.
  const protect = owed.filter((one) => one.labels.length > 0);
  const made = await tx.run(
    `insert into exchange_message (kind, destination, facility, ma_lk, dossier, revision, file, position, event, due)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::int[], $9::text[], $10::timestamptz[])
     on conflict on constraint exchange_message_once do nothing`,
    [column((o) => o.kind), column((o) => o.destination), column((o) => o.facility), column((o) => o.maLk), column((o) => o.dossier), column((o) => o.revision),
      column((o) => o.file), column((o) => o.position), column((o) => o.event), column((o) => dueAfter(catalogues, o.kind, o.dueFrom))],
  );
  await protectMessages(tx, protect);
  return made;
}

async function protectMessages(tx: Tx, owed: readonly Owed[]): Promise<void> {
  if (owed.length === 0) return;
  await tx.run(
    `update exchange_message m set labels = array(select distinct l from unnest(m.labels || string_to_array(k.labels, ' ')) l order by l)
     from (select facility, ma_lk, string_agg(labels, ' ') as labels from unnest($1::text[], $2::text[], $3::text[]) as t(facility, ma_lk, labels) group by facility, ma_lk) k where m.facility = k.facility and m.ma_lk = k.ma_lk`,
    [owed.map((one) => one.facility), owed.map((one) => one.maLk), owed.map((one) => one.labels.join(' '))]);
}

/** One message. @returns whether it was new */
export async function oweMessage(tx: Tx, catalogues: Catalogues, owed: Owed): Promise<boolean> {
  return (await oweMessages(tx, catalogues, [owed])) === 1;
}
