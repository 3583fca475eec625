export type FieldKind = 'birth' | 'moment' | 'amount' | 'count';

const KINDS: readonly (readonly [RegExp, FieldKind])[] = [
  [/^NGAY_SINH/, 'birth'], [/^(NGAY|GIO|TU_NGAY|DEN_NGAY|GT_THE_TU|GT_THE_DEN|NAM_NAM_LIEN_TUC)/, 'moment'],
  [/^(T_|THANH_TIEN|DON_GIA)/, 'amount'], [/^(SO_LUONG|TYLE_|MUC_HUONG|SO_NGAY_DTRI)/, 'count'],
];

/** How the values of a field are read, by its name; null: as text. */
export function fieldKind(field: string): FieldKind | null {
  return KINDS.find(([pattern]) => pattern.test(field))?.[1] ?? null;
}

/** Whether a field holds amounts or counts: those stand at the right, digits under digits. */
export function isNumber(field: string): boolean {
  return ['amount', 'count'].includes(fieldKind(field) ?? '');
}

/** `1` → `1 – Nam`; several codes stand in a line each, a code that no list knows stays as it is. @param names code → name */
export function nameCodes(value: string, names: Readonly<Record<string, string>>): string {
  return value.split(';').map((each) => {
    const code = each.trim();
    return Object.hasOwn(names, code) ? `${code} – ${names[code]}` : code;
  }).join('\n');
}
