import { Readable } from 'node:stream';
import { z } from 'zod';
import { memoryCatalogues } from '#platform/catalogue/rules';
import type { Database } from '#platform/db';
import { oweMessages, startWithMode, type Owed } from '#platform/exchange/server';
import { openFileStore } from '#platform/files';
import { FACILITIES } from './places.ts';

/** Dossiers in a file. */
const PER_FILE = 100;
const unit = (maLk: string): string => `<HOSO>\n<FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${Buffer.from(`<TONG_HOP><MA_LK>${maLk}</MA_LK><STT>1</STT><MA_BN>B</MA_BN><HO_TEN>Người bịa</HO_TEN></TONG_HOP>`).toString('base64')}</NOIDUNGFILE></FILEHOSO>\n</HOSO>`;
const claims = (facility: string, ids: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261121</NGAYLAP><SOLUONGHOSO>${ids.length}</SOLUONGHOSO><DANHSACHHOSO>\n${ids.map(unit).join('\n')}\n</DANHSACHHOSO></THONGTINHOSO>\n<CHUKYDONVI/>\n</GIAMDINHHS>\n`;

/** Owes `each` messages to each of the three receivers, from five facilities: dossiers of the same files to two of them, health checks to the third. */
export async function makeOwed(db: Database, folder: string, each: number): Promise<void> {
  const files = await openFileStore(folder);
  const rules = memoryCatalogues({ versions: [] });
  const keep = async (text: string): Promise<string> => (await files.put(Readable.from([Buffer.from(text)]), 10_000_000)).sha256;
  await db.bookkeeping('proof', async (tx) => { for (const to of ['bhxh', 'byt', 'ksk']) await startWithMode(tx, to, 'relay'); });
  for (let made = 0, number = 0; made < each; made += PER_FILE, number += 1) {
    const facility = FACILITIES[number % FACILITIES.length] ?? FACILITIES[0];
    const ids = Array.from({ length: Math.min(PER_FILE, each - made) }, (_, index) => `V${made + index}`);
    const file = await keep(claims(facility, ids));
    const dossiers = ids.flatMap((maLk, index) => ['bhxh', 'byt'].map((destination): Owed => ({ ...owed(facility, maLk, file), kind: 'dossier', destination, position: index + 1, event: 'visit.closed' })));
    const checks = await Promise.all(ids.map(async (id): Promise<Owed> => ({ ...owed(facility, `K${id}`, await keep(`<KSK><MA_LK>K${id}</MA_LK></KSK>`)), kind: 'health-check', destination: 'ksk', position: 1, event: 'health-check.concluded' })));
    await db.bookkeeping('proof', (tx) => oweMessages(tx, rules, [...dossiers, ...checks]));
  }
}

const owed = (facility: string, maLk: string, file: string) => ({ facility, maLk, dossier: null, revision: 1, file, insured: true, dueFrom: '20261121', labels: [] });

/** What is not settled yet: waiting or being sent; and unknown where the receiver can be asked. */
export async function openCount(db: Database): Promise<{ open: number; asked: number }> {
  const [found] = await db.bookkeeping('proof', (tx) => tx.query(
    `select count(*) filter (where state in ('owed', 'sending'))::int as open, count(*) filter (where state = 'unknown' and destination <> 'bhxh')::int as asked from exchange_message`, [], z.object({ open: z.number(), asked: z.number() })));
  return found ?? { open: 0, asked: 0 };
}
