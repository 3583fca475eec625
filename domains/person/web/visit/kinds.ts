import type { Visit } from '../api.ts';

export const KINDS = ['diagnoses', 'drugs', 'results', 'procedures', 'papers', 'notes', 'money'] as const;
export type Kind = (typeof KINDS)[number];

export function has(visit: Visit, kind: Kind): boolean {
  return kind === 'money' ? visit.money !== null : visit[kind].length > 0;
}

/** Visits newest first, by arrival; under a filter those alone that have something of the kind. */
export function visitsToShow(visits: readonly Visit[], kind: Kind | null): Visit[] {
  return visits.filter((visit) => kind === null || has(visit, kind)).toSorted((a, b) => (digits(a) < digits(b) ? 1 : digits(a) > digits(b) ? -1 : 0));
}

/** yyyyMMddHHmm of ISO or of the dossier's own writing, so that both compare. */
function digits(visit: Visit): string {
  return (visit.arrival ?? '').replace(/\D/g, '').slice(0, 12);
}

export interface CardState { readonly from: string | null; readonly to: string | null }

/** Whether an insurance card holds on a day, yyyyMMdd. */
export function cardOn(card: CardState, day: string): 'valid' | 'ended' | 'later' {
  if (card.to !== null && card.to !== '' && card.to < day) return 'ended';
  return card.from !== null && card.from > day ? 'later' : 'valid';
}
