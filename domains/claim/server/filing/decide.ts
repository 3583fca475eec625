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
  | { readonly outcome: 'same'; readonly prepared: Prepared; readonly id: string; readonly revision: number }
  | { readonly outcome: 'refused' | 'broken'; readonly prepared: Prepared; readonly reason: string };

const SIBLING: Readonly<Record<FileKind, FileKind | undefined>> = { claim: 'checkin', checkin: 'claim', assessment: undefined };

/**
 * What becomes of each, in file order; later ones see what earlier ones in the same group became.
 * Key (facility, MA_LK, kind): the same content changes nothing, other content of the same person is the next revision, another person is refused.
 */
export function decide(group: readonly Prepared[], known: Map<string, Known>): Decision[] {
  return group.map((prepared): Decision => {
    const { dossier, obstacle } = prepared;
    if (obstacle !== null || dossier === null) return { outcome: obstacle?.outcome ?? 'broken', prepared, reason: obstacle?.reason ?? '' };
    const key = keyOf(prepared.facility, prepared.maLk, dossier.kind);
    const before = known.get(key);
    const siblingKind = SIBLING[dossier.kind];
    const sibling = siblingKind && known.get(keyOf(prepared.facility, prepared.maLk, siblingKind));
    if (before?.hash === prepared.hash) return { outcome: 'same', prepared, id: before.id, revision: before.revision };
    for (const [other, what] of [[before, 'hồ sơ đã nhận'], [sibling, sibling?.kind === 'checkin' ? 'lượt vào khám (XML0) đã nhận' : 'hồ sơ (XML1) đã nhận']] as const) {
      if (other && isOtherPerson(other.identity, prepared.identity)) return { outcome: 'refused', prepared, reason: otherPerson(prepared, other, what) };
    }
    const filing: Filing = { prepared, dossier, id: before?.id ?? randomUUID(), revision: (before?.revision ?? 0) + 1, before, sibling };
    known.set(key, {
      id: filing.id, facility: prepared.facility, ma_lk: prepared.maLk, kind: dossier.kind, revision: filing.revision, hash: prepared.hash, identity: prepared.identity,
      person: before?.person ?? null, patient: before?.patient ?? null, resources: before?.resources ?? [],
    });
    return { outcome: before ? 'revised' : 'new', prepared, filing };
  });
}

function otherPerson(prepared: Prepared, before: Known, what: string): string {
  const shown = (who: { name: string; born: string; sex: string }): string => [who.name || 'không tên', who.born.slice(0, 4), who.sex === '1' ? 'nam' : who.sex === '2' ? 'nữ' : ''].filter((part) => part !== '').join(', ');
  return `MA_LK ${prepared.maLk} đã thuộc về người khác: ${what} ghi ${shown(before.identity)}, tệp này ghi ${shown(prepared.identity)}. Mỗi lượt khám phải có MA_LK riêng; nếu ghi nhầm người, hãy sửa ở phần mềm bệnh viện rồi nộp lại.`;
}
