import { z } from 'zod';
import { natsFields, withNatsSecrets } from '#domains/claim/nats';
import { readJsonSetting } from '#platform/config';

const nats = z.strictObject({
  type: z.literal('nats'), name: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/u, 'tên đường nhận: chữ thường không dấu, số, gạch ngang'), ...natsFields,
  /** Name of the durable consumer: who reads on where he stopped. Several servers of one installation share it. */
  durable: z.string().regex(/^[A-Za-z0-9_-]{1,60}$/u).default('yteso'),
  /** Facilities (MA_CSKCB, or their first characters) that may come over this line; none named: all. */
  facilities: z.array(z.string().regex(/^[0-9A-Za-z]{2,20}$/u)).max(10_000).default([]),
});
const inlets = z.array(z.discriminatedUnion('type', [nats])).max(50);
export type Inlet = z.output<typeof nats>;

const SETTING = 'YTESO_INLETS';

/** The lines that a file describes. @throws Error with Vietnamese words */
export function readInlets(path: string, environment: Readonly<Record<string, string | undefined>>): Inlet[] {
  const read = readJsonSetting(SETTING, path, inlets).map((one) => withNatsSecrets(SETTING, one, environment));
  const names = read.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`${SETTING} (${path}): đường nhận ${twice} có hai lần.`);
  return read;
}
