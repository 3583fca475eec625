import { randomUUID } from 'node:crypto';
import { isOtherPerson } from '#domains/person/rules';
import type { Dossier, FileKind } from '#domains/claim/rules';
import { keyOf, type Known } from './known.ts';
import type { Prepared } from './prepare.ts';

/** A dossier that is to be filed. */
export interface Filing {
  readonly prepared: Prepared;
  readonly dossier: Dossier;
  readonly id: string;
  readonly revision: number;
  /** The revision before. */
  readonly before: Known | undefined;
  /** The other dossier of the same visit: a claim's check-in, a check-in's claim. */
  readonly sibling: Known | undefined;
}

export type Decision =
  | { readonly outcome: 'new' | 'revised'; readonly prepared: Prepared; readonly filing: Filing }
  | { readonly outcome: 'same'; readonly prepared: Prepared; readonly id: string; readonly revision: number; readonly reason?: string }
  | { readonly outcome: 'refused' | 'broken'; readonly prepared: Prepared; readonly reason: string };

/** The other kind of dossier that a visit has. */
export const SIBLING: Readonly<Record<FileKind, FileKind | undefined>> = { claim: 'checkin', checkin: 'claim', assessment: undefined };

/**
 * What becomes of each, in file order; later ones see what earlier ones in the same group became.
 * Key (facility, MA_LK, kind): the same content changes nothing, other content of the same person is the next revision, another person is refused.
 * What was corrected at the desk does not come back by itself: a program that sends again what it sent before changes nothing either.
 * @param corrects the file was made at the desk on top of this revision; null: received
 */
export function decide(group: readonly Prepared[], known: Map<string, Known>, corrects: number | null): Decision[] {
  return group.map((prepared): Decision => {
    const { dossier, obstacle } = prepared;
    if (obstacle !== null || dossier === null) return { outcome: obstacle?.outcome ?? 'broken', prepared, reason: obstacle?.reason ?? '' };
    const key = keyOf(prepared.facility, prepared.maLk, dossier.kind);
    const before = known.get(key);
    const siblingKind = SIBLING[dossier.kind];
    const sibling = siblingKind && known.get(keyOf(prepared.facility, prepared.maLk, siblingKind));
    if (corrects !== null && before?.revision !== corrects) return { outcome: 'refused', prepared, reason: overtaken(corrects, before?.revision) };
    if (before?.hash === prepared.hash) return { outcome: 'same', prepared, id: before.id, revision: before.revision };
    if (corrects === null && before?.corrected.includes(prepared.hash)) return { outcome: 'same', prepared, id: before.id, revision: before.revision, reason: CORRECTED_SINCE };
    const stranger = strangerOf(prepared, before, sibling);
    if (stranger !== undefined) return { outcome: 'refused', prepared, reason: otherPerson(prepared, ...stranger) };
    const filing: Filing = { prepared, dossier, id: before?.id ?? randomUUID(), revision: (before?.revision ?? 0) + 1, before, sibling };
    known.set(key, {
      id: filing.id, facility: prepared.facility, ma_lk: prepared.maLk, kind: dossier.kind, revision: filing.revision, hash: prepared.hash, identity: prepared.identity,
      person: before?.person ?? null, patient: before?.patient ?? null, resources: before?.resources ?? [], corrected: [],
    });
    return { outcome: before ? 'revised' : 'new', prepared, filing };
  });
}

const CORRECTED_SINCE = 'Nội dung cũ, đã được sửa tại chỗ sau đó: giữ bản đã sửa. Hãy sửa cả ở phần mềm của cơ sở để lần gửi sau không lệch.';

const overtaken = (corrects: number, now: number | undefined): string => `Trong lúc sửa bản ${corrects}, hồ sơ đã có bản ${now ?? '?'}: bản sửa không được ghi. Hãy mở bản mới và sửa lại nếu còn sai.`;

/** Of whom else the dossier under this key, or the other one of its visit, is. @returns it and what it is called */
export function strangerOf(prepared: Pick<Prepared, 'identity'>, before: Known | undefined, sibling: Known | undefined): readonly [Known, string] | undefined {
  if (before !== undefined && isOtherPerson(before.identity, prepared.identity)) return [before, 'hồ sơ đã nhận'];
  if (sibling !== undefined && isOtherPerson(sibling.identity, prepared.identity)) return [sibling, sibling.kind === 'checkin' ? 'lượt vào khám (XML0) đã nhận' : 'hồ sơ (XML1) đã nhận'];
  return undefined;
}

function otherPerson(prepared: Prepared, before: Known, what: string): string {
  const shown = (who: { name: string; born: string; sex: string }): string => [who.name || 'không tên', who.born.slice(0, 4), who.sex === '1' ? 'nam' : who.sex === '2' ? 'nữ' : ''].filter((part) => part !== '').join(', ');
  return `MA_LK ${prepared.maLk} đã thuộc về người khác: ${what} ghi ${shown(before.identity)}, tệp này ghi ${shown(prepared.identity)}. Mỗi lượt khám phải có MA_LK riêng; nếu ghi nhầm người, hãy sửa ở phần mềm bệnh viện rồi nộp lại.`;
}
