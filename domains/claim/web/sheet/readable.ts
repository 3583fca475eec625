import { formatMoment, formatNumber } from '#platform/ui';

const MOMENT = /^(NGAY|GIO|TU_NGAY|DEN_NGAY|GT_THE_TU|GT_THE_DEN|NAM_NAM_LIEN_TUC)/;
const AMOUNT = /^(T_|THANH_TIEN|DON_GIA)/;

/** A value of the dossier as people read it; the exact writing stays one look away. Only whole, well-formed values are changed. */
export function readable(field: string, value: string): string {
  if (MOMENT.test(field) && /^\d{8}(\d{4})?$/.test(value)) return formatMoment(value);
  return AMOUNT.test(field) ? formatNumber(value) : value;
}
