import type { Case, Side } from './api.ts';

export const ROWS = ['name', 'born', 'sex', 'citizenId', 'paper', 'cards', 'phone', 'commune', 'address', 'mother', 'father'] as const;
export type RowKey = (typeof ROWS)[number];
/** same; near: agrees, but not to the letter; different; against: so different that nothing but a person’s word may join; alone: one side does not say; silent: neither does. */
export type Verdict = 'same' | 'near' | 'different' | 'against' | 'alone' | 'silent';

/** The fields of the comparison that a row of the screen stands for. */
const FIELDS: Readonly<Record<RowKey, readonly string[]>> = {
  name: ['family', 'middle', 'given', 'order'], born: ['birth'], sex: ['sex'], citizenId: ['citizenId'], paper: ['oldId'], cards: ['insurance'], phone: ['phone'],
  commune: ['commune'], address: ['address'], mother: ['mother'], father: ['father'],
};
const AGREEING = new Set(['same', 'day', 'straight']);
const OPPOSING = new Set(['different', 'far', 'against', 'near']);

export interface ComparedRow { readonly key: RowKey; readonly verdict: Verdict; /** What the comparison says of it, Vietnamese. */ readonly words: readonly string[] }

/** What both sides say, row by row; rows that neither fills are left out. */
export function rowsOf({ a, b, reasons, contradictions }: Pick<Case, 'a' | 'b' | 'reasons' | 'contradictions'>): ComparedRow[] {
  return ROWS.flatMap((key): ComparedRow[] => {
    const [left, right] = [said(a, key), said(b, key)];
    if (left === '' && right === '') return [];
    const about = reasons.filter((one) => FIELDS[key].includes(one.field));
    const words = about.map((one) => one.text);
    if (FIELDS[key].some((field) => contradictions.includes(field))) return [{ key, verdict: 'against', words }];
    if (left === '' || right === '') return [{ key, verdict: 'alone', words }];
    if (about.length === 0) return [{ key, verdict: left === right ? 'same' : 'near', words }];
    const verdict = about.some((one) => OPPOSING.has(one.level)) ? 'different' : about.every((one) => AGREEING.has(one.level)) ? 'same' : 'near';
    return [{ key, verdict, words }];
  });
}

function said(side: Side, key: RowKey): string {
  return key === 'cards' ? side.cards.join(', ') : side[key] ?? '';
}

/** How heavy a reason is, for people. @param weight bits */
export function heaviness(weight: number): 'strong' | 'middling' | 'slight' {
  const size = Math.abs(weight);
  return size >= 6 ? 'strong' : size >= 2 ? 'middling' : 'slight';
}
