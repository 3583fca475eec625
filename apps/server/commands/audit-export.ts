import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { systemPolicy } from '#platform/access';
import { exportEvents } from '#platform/audit/server';
import { UsageError } from '../command.ts';
import { withDatabase } from './database.ts';

const DAY = 86_400_000;

/** `yteso audit export`: NDJSON on standard output. */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { from: { type: 'string' }, to: { type: 'string' } } });
  const [from, to] = [midnight(values.from, '--from'), midnight(values.to, '--to')];
  return withDatabase(async ({ db }) => {
    for await (const lines of exportEvents(db, systemPolicy('audit-export', 'inspection'), from, new Date(to.getTime() + DAY))) {
      if (!process.stdout.write(lines)) await once(process.stdout, 'drain');
    }
    return 0;
  });
}

/** The beginning of a day in Vietnam. */
function midnight(text: string | undefined, name: string): Date {
  const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)$/.exec(text ?? '') ?? [];
  const time = Date.parse(`${year}-${month}-${day}T00:00:00+07:00`);
  if (Number.isNaN(time)) throw new UsageError(`${name} là một ngày, dạng 20261121 hoặc 2026-11-21.`);
  return new Date(time);
}
