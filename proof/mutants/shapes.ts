import { z } from 'zod';
import { TEXTS } from './values.ts';
import type { Random } from './random.ts';

/** A schema as far as it is drawn from. */
const json = z.record(z.string(), z.unknown());
type Json = z.infer<typeof json>;
const known = new WeakMap<z.ZodType, Json>();

/** A zod schema as JSON Schema; what has no such form is anything. */
export function shapeOf(schema: z.ZodType): Json {
  const found = known.get(schema);
  if (found) return found;
  let made: Json = {};
  try {
    made = json.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  } catch { /* anything then */ }
  known.set(schema, made);
  return made;
}

const list = (value: unknown): readonly Json[] => z.array(json).safeParse(value).data ?? [];
const number = (value: unknown, otherwise: number): number => (typeof value === 'number' && Math.abs(value) < 1e9 ? value : otherwise);

/** Draws a value that fits, or nearly. @param ids things that are there, to name */
export function draw(random: Random, shape: Json, ids: readonly string[], name = '', depth = 0): unknown {
  if ('const' in shape) return shape['const'];
  const choices = z.array(z.unknown()).safeParse(shape['enum']).data;
  if (choices) return random.pick(choices);
  const among = [...list(shape['anyOf']), ...list(shape['oneOf'])];
  if (among.length > 0) return draw(random, random.pick(among) ?? {}, ids, name, depth + 1);
  const all = list(shape['allOf']);
  if (all[0]) return draw(random, all[0], ids, name, depth + 1);
  switch (shape['type']) {
    case 'object': return object(random, shape, ids, depth);
    case 'array': return Array.from({ length: random.below(3) }, () => draw(random, json.safeParse(shape['items']).data ?? {}, ids, name, depth + 1));
    case 'integer': case 'number': return number(shape['minimum'], 0) + random.below(Math.max(1, Math.min(200, number(shape['maximum'], 200))));
    case 'boolean': return random.chance(0.5);
    case 'null': return null;
    default: return text(random, shape, ids, name);
  }
}

function object(random: Random, shape: Json, ids: readonly string[], depth: number): Record<string, unknown> {
  const properties = json.safeParse(shape['properties']).data ?? {};
  const needed = new Set(z.array(z.string()).safeParse(shape['required']).data ?? []);
  const entries: [string, unknown][] = [];
  for (const [key, value] of Object.entries(properties)) {
    if (needed.has(key) || random.chance(0.5)) entries.push([key, draw(random, json.safeParse(value).data ?? {}, ids, key, depth + 1)]);
  }
  return Object.fromEntries(entries);
}

/** What a field of this name holds as a rule. */
const USUAL: readonly (readonly [RegExp, readonly [string, ...string[]]])[] = [
  [/date|day|from|to|until|asof|birth/iu, ['2026-11-20', '20261120', '2026-01-01', '1970-01-01', '99991231']],
  [/facility|code/iu, ['62990', '62981', '51001', 'I10', 'B20.7']],
  [/role/iu, ['doctor', 'nurse', 'facility', 'admin', 'citizen']],
  [/type/iu, ['Patient', 'Encounter', 'Condition', 'Observation', 'Claim']],
  [/account|user/iu, ['attack-facility', 'attack-doctor', 'nobody']],
  [/number|citizen/iu, ['062170000111', '062080000222', '079000000000']],
  [/reason|why|note|q|name/iu, ['thử xem có được không', 'nay h’an', 'binh', 'Cấp cứu, người bệnh bất tỉnh']],
];

function text(random: Random, shape: Json, ids: readonly string[], name: string): string {
  if (shape['format'] === 'uuid' || /id$/iu.test(name) || random.chance(0.15)) return random.pick(ids) ?? '00000000-0000-4000-8000-0000000000ff';
  const usual = USUAL.find(([pattern]) => pattern.test(name));
  if (usual && random.chance(0.8)) return random.pick(usual[1]);
  return random.pick(TEXTS).slice(0, Math.max(1, number(shape['maxLength'], 200))).padEnd(Math.min(100, number(shape['minLength'], 0)), 'a');
}
