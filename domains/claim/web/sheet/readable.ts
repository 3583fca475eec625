import { formatBirth, formatMoment, formatNumber, formatQuantity } from '#platform/ui';
import { fieldKind, nameCodes } from './field-kinds.ts';

/**
 * A value of the dossier as people read it; the exact writing stays one look away. Only whole, well-formed values are changed.
 * @param names code → name of this field
 */
export function readable(field: string, value: string, names: Readonly<Record<string, string>> | undefined): string {
  if (names !== undefined) return nameCodes(value, names);
  switch (fieldKind(field)) {
    case 'birth': return formatBirth(value);
    // Cards that change inside a stay stand side by side, each with its own days.
    case 'moment': return value.split(';').every((each) => /^(\d{8}|\d{12})$/.test(each)) ? value.split(';').map(formatMoment).join('\n') : value;
    case 'amount': return formatNumber(value);
    case 'count': return formatQuantity(value);
    case null: return value;
  }
}
