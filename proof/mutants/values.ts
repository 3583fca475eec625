import type { Random } from './random.ts';

/** Texts that break what was not thought of: markup, quotes, control and paired characters, paths, formats of other programs. */
export const TEXTS: readonly [string, ...string[]] = [
  '', ' ', '0', '-1', '1e309', 'NaN', 'null', 'undefined', 'true', '[]', '{}', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\ufeff', '\u202e', 'Nguyễn', 'e\u0301\u0323'.repeat(20), '💉'.repeat(30),
  "' or 1=1 --", "'; select pg_sleep(1) --", '$1', '\\', '%', '_', '*)(uid=*))(|(uid=*', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', '"><svg onload=alert(1)>', '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '%00', '%', '%zz', '%E0%A4',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'x'.repeat(300), 'x'.repeat(5_000), '\r\nset-cookie: a=b', '9'.repeat(40), '-9223372036854775809', '2147483648', '4294967296', '1'.repeat(400), '0x10', '1_000', '٣', '2026-02-30', '0000-00-00', '99999-01-01', '20260230', '2026-11-26T25:61:61Z',
  '+275760-09-14', 'Infinity', '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-4fff-8fff-ffffffffffff', 'A,B', 'a|b', '|', '||', 'a$b', '$', ',', '\\,', 'ge', 'ge2026', 'ap1e400', 'eq', '1e99999', '-0', '1e-400', '0.1e1000000000', 'Patient/', '/Patient', 'Patient/x/_history/1', 'http://127.0.0.1/', 'javascript:alert(1)', 'data:,x', '%', 'ấ', '\t', '\n', '(((((((((((', '[a-z', '(a+)+$', 'a'.repeat(64) + '!',
];

/** Values that are not what was asked for. */
export function oddValue(random: Random, depth = 0): unknown {
  switch (random.below(depth > 3 ? 6 : 9)) {
    case 0: return null;
    case 1: return random.pick([0, -1, 1.5, 1e308, -1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 1e21, 0.1]);
    case 2: return random.chance(0.5);
    case 3: case 4: case 5: return random.pick(TEXTS);
    case 6: return Array.from({ length: random.below(5) }, () => oddValue(random, depth + 1));
    case 7: return Object.fromEntries(Array.from({ length: random.below(4) }, () => [random.pick(TEXTS).slice(0, 40), oddValue(random, depth + 1)]));
    default: return deep(random.pick([3, 30, 2_000]), random.chance(0.5));
  }
}

const deep = (levels: number, lists: boolean): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = lists ? [value] : { a: value };
  return value;
};

/** Bends a text: cut, doubled, cased, with something odd in it. */
export function bent(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  switch (random.below(7)) {
    case 0: return text.slice(0, at);
    case 1: return text.slice(0, at) + random.pick(TEXTS) + text.slice(at);
    case 2: return text.toUpperCase();
    case 3: return text.toLowerCase();
    case 4: return text + text;
    case 5: return text.replaceAll(/\d/gu, () => String(random.below(10)));
    default: return random.pick(TEXTS);
  }
}
