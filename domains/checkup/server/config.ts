import { z } from 'zod';
import { readJsonSetting, withSecrets } from '#platform/config';
import { Fault } from '#platform/fault';
import type { Context } from '#platform/room';
import { CHECKUP_FAULTS } from './faults.ts';
import type { CheckupHub } from './hub.ts';

const SETTING = 'YTESO_CHECKUP_HUB';
const hubFile = z.strictObject({
  baseUrl: z.url().refine((one) => (one.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)(:|$)/u.test(one)) && !one.endsWith('/'), 'cần https, không có dấu / ở cuối'),
  receiverId: z.string().min(1).max(20).default('TDLBYT'),
  /** By the facility's code (MA_CSKCB). */
  senders: z.record(z.string().regex(/^\w{5,20}$/u), z.strictObject({ senderId: z.string().regex(/^\d{13}$/u, 'mã 13 chữ số'), password: z.string().min(1).max(200) })),
  perSecond: z.number().positive().max(1_000).optional(), parallel: z.number().int().min(1).max(32).optional(), patience: z.number().positive().max(600).optional(),
});

/** The hub as the file of `YTESO_CHECKUP_HUB` describes it; facilities sign with their keys of the keyring. @throws Error with Vietnamese words */
export function hubOfFile(path: string, environment: Readonly<Record<string, string | undefined>>, keys: Context['keys']): CheckupHub {
  const { senders, perSecond, parallel, patience, ...where } = readJsonSetting(SETTING, path, hubFile);
  const known = new Map(Object.entries(senders).map(([facility, one]) => [facility, { ...one, password: withSecrets(SETTING, one.password, environment) }]));
  return {
    ...where, ...(perSecond === undefined ? {} : { perSecond }), ...(parallel === undefined ? {} : { parallel }), ...(patience === undefined ? {} : { patience }),
    senderOf: (facility) => known.get(facility),
    async sign(facility, bytes) {
      const signer = await keys.signerFor(facility, new Date());
      if (signer.algorithm !== 'rsa-sha256') throw new Fault(CHECKUP_FAULTS.keyKind, { facility });
      return signer.sign(bytes);
    },
  };
}
