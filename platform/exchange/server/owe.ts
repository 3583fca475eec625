import type { Catalogues } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import { firstState, owedRule, ruleCode } from '#platform/exchange/rules';
import { dayInVietnam } from '#platform/time/rules';
import type { MessageKind } from './message.ts';
import { modesOn } from './mode.ts';

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
  /** Owed only where somebody said who sends to this destination (`exchange_mode`): not every province has it. */
  readonly ifUsed?: boolean;
  /** It was made here: no program of the facility has it (`firstState`). */
  readonly madeHere?: boolean;
  /** Why it is owed: `visit.opened`, `visit.closed`. */
  readonly event: string;
  /** Whether the insurer pays a part of the visit: rules differ. */
  readonly insured: boolean;
  /** NGAY_RA (dossier) or NGAY_VAO (check-in), yyyyMMddHHmm or yyyyMMdd: from here the deadline runs. '' when unreadable: no deadline. */
  readonly dueFrom: string;
  /** Specially protected classes that the dossier reveals. */
  readonly labels: readonly string[];
}

/** How long before its deadline a held message goes out without a clerk's word, in hours. */
const RELEASE_BEFORE = 4;

/**
 * Writes down, in the transaction that makes them owed, what must go out by the rules of the event's day. Idempotent by (destination, facility, maLk, kind, revision).
 * A revision that was never tried gives way to the one that comes.
 * @param catalogues for the rules, dated, and days off
 * @param now milliseconds; its Vietnamese day says which mode holds
 * @returns how many were new
 */
export async function oweMessages(tx: Tx, catalogues: Catalogues, owed: readonly Owed[], now: number = Date.now()): Promise<number> {
  const today = dayInVietnam(now);
  const due = owed.flatMap((one) => {
    const rule = owedRule(catalogues, ruleCode(one.destination, one.kind, one.event), one.insured, one.dueFrom, today, one.ifUsed !== true);
    return rule === undefined ? [] : [{ ...one, ...rule }];
  });
  let made = 0;
  for (const [destination, all] of Map.groupBy(due, (one) => one.destination)) {
    const modeOf = await modesOn(tx, destination, all.map((one) => one.facility), `${today.slice(0, 4)}-${today.slice(4, 6)}-${today.slice(6)}`);
    const group = all.filter((one) => one.ifUsed !== true || modeOf.isUsed);
    if (group.length === 0) continue;
    const column = <T>(of: (one: (typeof group)[number]) => T): T[] => group.map(of);
    made += await tx.run(
      `insert into exchange_message (destination, kind, facility, ma_lk, dossier, revision, file, position, event, due, basis, state, day, made_here, held_until)
       select $1, kind, facility, ma_lk, dossier, revision, file, position, event, due, basis, state, day, made_here,
         case when state = 'held' and due is not null then greatest(now(), due - make_interval(hours => $2)) end
       from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::text[], $9::int[], $10::text[], $11::timestamptz[], $12::text[], $13::text[], $14::date[], $15::boolean[])
         as t(kind, facility, ma_lk, dossier, revision, file, position, event, due, basis, state, day, made_here)
       on conflict on constraint exchange_message_once do nothing`,
      [destination, RELEASE_BEFORE, column((o) => o.kind), column((o) => o.facility), column((o) => o.maLk), column((o) => o.dossier), column((o) => o.revision), column((o) => o.file), column((o) => o.position),
        column((o) => o.event), column((o) => o.due), column((o) => o.basis || null), column((o) => firstState(modeOf(o.facility), o.madeHere === true)), column((o) => o.dueFrom.slice(0, 8) || today), column((o) => o.madeHere === true)]);
    await takeTurns(tx, destination, [...new Set(column((o) => o.facility))]);
    await supersede(tx, destination, group);
    await takeOverDeadline(tx, destination, group);
  }
  // What one message of a visit reveals, all of them stand for.
  await protectMessages(tx, due.filter((one) => one.labels.length > 0));
  return made;
}

async function takeTurns(tx: Tx, destination: string, facilities: readonly string[]): Promise<void> {
  await tx.run('insert into exchange_turn (destination, facility) select $1, f from unnest($2::text[]) f order by f on conflict do nothing', [destination, facilities]);
}

/** A revision that nobody tried to send, and that no sender holds at this moment, gives way. */
async function supersede(tx: Tx, destination: string, owed: readonly Owed[]): Promise<void> {
  const later = owed.filter((one) => one.revision > 1);
  if (later.length === 0) return;
  await tx.run(
    `update exchange_message m set state = 'superseded', held_until = null, answer = 'Đã có bản sửa mới hơn trước khi gửi: chỉ gửi bản mới.'
     from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as t(kind, facility, ma_lk, revision)
     where m.destination = $1 and m.kind = t.kind and m.facility = t.facility and m.ma_lk = t.ma_lk and m.revision < t.revision and m.attempts = 0 and m.state in ('owed', 'held', 'watched')`,
    [destination, later.map((one) => one.kind), later.map((one) => one.facility), later.map((one) => one.maLk), later.map((one) => one.revision)]);
}

/** What mends a rejected revision has the time that the rejection gave: its own ran from the visit and has mostly passed. */
async function takeOverDeadline(tx: Tx, destination: string, owed: readonly Owed[]): Promise<void> {
  const later = owed.filter((one) => one.revision > 1);
  if (later.length === 0) return;
  await tx.run(
    `update exchange_message m set due = e.due, basis = e.basis, held_until = case when m.state = 'held' then greatest(now(), e.due - make_interval(hours => $6)) end
     from unnest($2::text[], $3::text[], $4::text[], $5::int[]) as t(kind, facility, ma_lk, revision)
     cross join lateral (select r.due, r.basis from exchange_message r where r.destination = $1 and r.kind = t.kind and r.facility = t.facility and r.ma_lk = t.ma_lk and r.revision < t.revision and r.state = 'rejected' and r.due is not null order by r.revision desc limit 1) e
     where m.destination = $1 and m.kind = t.kind and m.facility = t.facility and m.ma_lk = t.ma_lk and m.revision = t.revision and m.attempts = 0 and m.state in ('owed', 'held', 'watched') and m.due < e.due`,
    [destination, later.map((one) => one.kind), later.map((one) => one.facility), later.map((one) => one.maLk), later.map((one) => one.revision), RELEASE_BEFORE]);
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
