import { isJson, listOf } from '../json.ts';
import type { Take } from './types.ts';

interface Span { readonly from: number; readonly to: number }

const SHAPE = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
const MINUTE = 60_000;
const VIETNAM = 7 * 60 * MINUTE;

/**
 * The span of time that a date, dateTime or instant names: a day is a day long, a year a year.
 * @returns undefined when the text is none
 */
export function spanOf(text: unknown): Span | undefined {
  const found = typeof text === 'string' ? SHAPE.exec(text) : null;
  if (!found) return undefined;
  const [, y, m, d, hour, minute, second, fraction, zone] = found;
  const [year, month, day] = [Number(y), Number(m ?? 1) - 1, Number(d ?? 1)];
  if (hour === undefined) {
    const end = d !== undefined ? utc(year, month, day + 1) : m !== undefined ? utc(year, month + 1, 1) : utc(year + 1, 0, 1);
    return { from: utc(year, month, day) - VIETNAM, to: end - VIETNAM };
  }
  const offset = zone === undefined ? VIETNAM : zone === 'Z' ? 0 : Number(`${zone.charAt(0)}1`) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * MINUTE;
  const from = utc(year, month, day) + (Number(hour) * 60 + Number(minute)) * MINUTE + Number(second ?? 0) * 1000 + Math.floor(Number(fraction ?? 0) * 1000) - offset;
  return { from, to: from + (second === undefined ? MINUTE : fraction === undefined ? 1000 : 1) };
}

/** Date.UTC, which takes the years 0 to 99 for 1900 to 1999. */
function utc(year: number, month: number, day: number): number {
  return year > 99 ? Date.UTC(year, month, day) : new Date(0).setUTCFullYear(year, month, day);
}

/** A Period; an open end is infinite. @returns undefined when it has neither end, or one that is no date */
function periodOf(value: unknown): Span | undefined {
  if (!isJson(value) || (value['start'] === undefined && value['end'] === undefined)) return undefined;
  const from = value['start'] === undefined ? Number.NEGATIVE_INFINITY : spanOf(value['start'])?.from;
  const to = value['end'] === undefined ? Number.POSITIVE_INFINITY : spanOf(value['end'])?.to;
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** Hull of a Timing: from its first event to its last, with the bounds of its repetition. */
function hullOf(value: unknown): Span | undefined {
  if (!isJson(value)) return undefined;
  const repeat = value['repeat'];
  const spans = [...listOf(value, 'event').map(spanOf), isJson(repeat) ? periodOf(repeat['boundsPeriod']) : undefined].filter((span) => span !== undefined);
  return spans.length === 0 ? undefined : { from: Math.min(...spans.map((span) => span.from)), to: Math.max(...spans.map((span) => span.to)) };
}

const SPANS: Readonly<Record<string, (value: unknown) => Span | undefined>> = { date: spanOf, dateTime: spanOf, instant: spanOf, Period: periodOf, Timing: hullOf };

/** How an element of a FHIR type is found by a date parameter. */
export function dateTake(param: string, type: string): Take | undefined {
  const read = SPANS[type];
  return read && ((value, out) => {
    const span = read(value);
    if (span) out.push({ kind: 'date', param, from: span.from, to: span.to });
  });
}
