import { isJson, textOf, type Json } from '../json.ts';
import { numeral } from '../raw-number.ts';
import { impliedRange, type Range } from './decimal.ts';
import type { QuantityValue, Take } from './types.ts';

const LOWEST = '-Infinity';
const HIGHEST = 'Infinity';
const QUANTITIES = new Set(['Quantity', 'Age', 'Count', 'Distance', 'Duration']);
const NUMBERS = new Set(['decimal', 'integer', 'positiveInt', 'unsignedInt']);

/** How an element of a FHIR type is found by a number parameter. */
export function numberTake(param: string, type: string): Take | undefined {
  if (NUMBERS.has(type)) return (value, out) => {
    const range = impliedRange(numeral(value) ?? '');
    if (range) out.push({ kind: 'number', param, low: range.low, high: range.high });
  };
  if (type === 'Range') return (value, out) => {
    const range = isJson(value) ? rangeOf(value) : undefined;
    if (range) out.push({ kind: 'number', param, low: range.low, high: range.high });
  };
  return undefined;
}

/** How an element of a FHIR type is found by a quantity parameter. */
export function quantityTake(param: string, type: string): Take | undefined {
  const found = (range: Range, unit: Json): QuantityValue => ({
    kind: 'quantity', param, low: range.low, high: range.high, system: textOf(unit, 'system'), code: textOf(unit, 'code'), unit: textOf(unit, 'unit'),
  });
  if (QUANTITIES.has(type)) return (value, out) => {
    const range = isJson(value) ? quantityRange(value) : undefined;
    if (range && isJson(value)) out.push(found(range, value));
  };
  switch (type) {
    case 'Money': return (value, out) => {
      const range = isJson(value) ? quantityRange(value) : undefined;
      if (range && isJson(value)) out.push(found(range, { system: 'urn:iso:std:iso:4217', code: value['currency'] }));
    };
    case 'Range': return (value, out) => {
      const range = isJson(value) ? rangeOf(value) : undefined;
      if (!range || !isJson(value)) return;
      const unit = value['low'] ?? value['high'];
      out.push(found(range, isJson(unit) ? unit : {}));
    };
    default: return undefined;
  }
}

/** `< 5` is everything below five, not five. */
function quantityRange(quantity: Json): Range | undefined {
  const range = impliedRange(numeral(quantity['value']) ?? '');
  const comparator = textOf(quantity, 'comparator');
  if (!range || comparator === '') return range;
  return comparator.startsWith('<') ? { low: LOWEST, high: range.high } : { low: range.low, high: HIGHEST };
}

/** A FHIR Range; an end that is not there is infinite. */
function rangeOf(value: Json): Range | undefined {
  const low = isJson(value['low']) ? quantityRange(value['low']) : undefined;
  const high = isJson(value['high']) ? quantityRange(value['high']) : undefined;
  return low || high ? { low: low?.low ?? LOWEST, high: high?.high ?? HIGHEST } : undefined;
}
