import type { CodeList } from './api.ts';

export type Version = CodeList['versions'][number];

/** The version in force on a day, yyyyMMdd; else the newest before it; else the first of all. */
export function versionOn(list: Pick<CodeList, 'versions'>, day: string): Version | undefined {
  const newest = list.versions.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  return newest.find((each) => each.validFrom <= day && (each.validTo === null || day <= each.validTo)) ?? newest.find((each) => each.validFrom <= day) ?? newest.at(-1);
}

/** Lines `name=value` as attributes; the first line that is none comes back as `wrong`. */
export function parseAttributes(text: string): { readonly attributes: Record<string, string>; readonly wrong: string | null } {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const wrong = lines.find((line) => line.indexOf('=') < 1) ?? null;
  return { attributes: Object.fromEntries(lines.filter((line) => line.indexOf('=') > 0).map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()])), wrong };
}

export function writeAttributes(attributes: Readonly<Record<string, string>>): string {
  return Object.entries(attributes).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}`).join('\n');
}
