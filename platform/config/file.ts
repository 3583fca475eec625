import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/**
 * A JSON file that a setting names, checked by its shape.
 * @param setting its name, for the words: `YTESO_OUTLETS` @throws Error that says in Vietnamese what is wrong and where
 */
export function readJsonSetting<S extends z.ZodType>(setting: string, path: string, shape: S): z.output<S> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${setting}: không đọc được ${path} như JSON.`, { cause: error });
  }
  const read = shape.safeParse(value);
  if (!read.success) throw new Error(`${setting} (${path}): ${read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`);
  return read.data;
}

/** Secrets stand in the environment: `${NAME}` is replaced. @throws Error when it is not set */
export function withSecrets(setting: string, text: string, environment: Readonly<Record<string, string | undefined>>): string {
  return text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/gu, (_whole, variable: string) => {
    const value = environment[variable];
    if (value === undefined) throw new Error(`${setting}: chưa đặt biến môi trường ${variable}.`);
    return value;
  });
}
