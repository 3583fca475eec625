/**
 * The arithmetic of a cost line, written on its own on purpose: the province must be right without asking the rules that it tests.
 * Money in hundredths of a đồng, quantities and prices in thousandths.
 */
export interface LineInput {
  readonly quantity: string;
  readonly price: string;
  /** DON_GIA_BH when the fund pays less than the facility's price. */
  readonly insuredPrice?: string;
  /** TYLE_TT_DV; '100' for drugs. */
  readonly serviceRatio: number;
  /** TYLE_TT_BH. */
  readonly insuredRatio: number;
  /** MUC_HUONG, e.g. '47.5'. */
  readonly level: string;
  /** T_NGUONKHAC: how the other source is taken off. */
  readonly other?: { readonly kind: 'patient' | 'facility' | 'arv'; readonly amount: string; readonly source: 'NSNN' | 'VTNN' | 'VTTN' | 'CL' };
}

export interface LineAmounts {
  readonly bv: bigint; readonly bh: bigint; readonly bntt: bigint; readonly bncct: bigint; readonly bhtt: bigint; readonly other: bigint;
}

export function lineAmounts(line: LineInput): LineAmounts {
  const gross = scaled(line.quantity, 3) * scaled(line.price, 3) * BigInt(line.serviceRatio);
  const insured = scaled(line.quantity, 3) * scaled(line.insuredPrice ?? line.price, 3) * BigInt(line.serviceRatio);
  const bv = divide(gross, 10n ** 6n);
  const level = scaled(line.level, 1);
  const kind = line.other?.kind;
  const given = line.other ? scaled(line.other.amount, 2) : 0n;
  const base = kind === 'facility' ? insured - given * 10n ** 6n : insured;
  const bh = divide(base * BigInt(line.insuredRatio), 10n ** 8n);
  const fund = divide(bh * level, 1000n);
  const share = bh - fund;
  if (kind === 'arv') return { bv, bh, bntt: bv - bh, bncct: 0n, bhtt: fund, other: share };
  if (kind === 'patient') {
    const own = bv - bh;
    const afterOwn = max0(given - own);
    return { bv, bh, bntt: max0(own - given), bncct: max0(share - afterOwn), bhtt: fund - max0(afterOwn - share), other: given };
  }
  return { bv, bh, bntt: bv - given - bh, bncct: share, bhtt: fund, other: given };
}

/** '4899.993' with 3 digits → 4899993n. */
export function scaled(text: string, digits: number): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole + fraction.padEnd(digits, '0').slice(0, digits));
}

/** Hundredths → text as programs write it: `18900`, `27833.99`. */
export function money(hundredths: bigint): string {
  const whole = hundredths / 100n;
  const rest = hundredths % 100n;
  return rest === 0n ? String(whole) : `${whole}.${String(rest).padStart(2, '0').replace(/0$/, '')}`;
}

/** Rounds half up; amounts are never negative here. */
function divide(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by;
}

function max0(value: bigint): bigint {
  return value > 0n ? value : 0n;
}
