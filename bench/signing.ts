/**
 * What a signature and a paper cost: a dossier of usual size and one of 5 MB signed and verified, a page and thirty pages of PDF made and signed. Each as a
 * multiple of what it cannot do without: the RSA-2048 signature by node's own OpenSSL, and SHA-256 of the same bytes. `npm run bench -- signing [ROUNDS]` (default 30).
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { renderPdf } from '#platform/documents';
import { openKeyring, signDossierFile, signPdf, verifyDossierFile } from '#platform/signing';
import { sampleFile } from '#platform/signing/testing';
import { machine, median } from './machine.ts';

const [rounds = 30] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'yteso-signing-'));
const AT = new Date('2026-11-27T10:00:00Z');
const signer = await openKeyring({ folder, environment: {}, demonstration: true }).signerFor('99001', AT);
rmSync(folder, { recursive: true });

/** Median milliseconds of one call; the first two rounds warm up. */
async function time(work: (round: number) => unknown, count = rounds): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < count + 2; round += 1) {
    const began = performance.now();
    await work(round);
    if (round >= 2) times.push(performance.now() - began);
  }
  return median(times);
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = await time(() => sign('sha256', Buffer.from('a'), privateKey));
const sha = (bytes: Uint8Array): Promise<number> => time(() => createHash('sha256').update(bytes).digest());

async function dossier(bytes: Buffer): Promise<Record<string, number>> {
  const signed = await signDossierFile(bytes, signer, AT);
  const signMs = await time(() => signDossierFile(bytes, signer, AT));
  const verifyMs = await time(() => { if (!verifyDossierFile(signed, { at: AT }).valid) throw new Error('not valid'); });
  const shaMs = await sha(bytes);
  return { bytes: bytes.length, signMs, verifyMs, shaMs, signToFloor: signMs / (shaMs + rsa), signPerSecond: 1000 / signMs };
}

const TEMPLATE = `#import "/official.typ": *
#show: official.with(organisation: "Trung tâm Y tế Châu Đốc", day: "20261127", title: "Biên bản đối soát", people: ((title: "Giám đốc", name: "Nguyễn Văn Đệ"),))
#sheet(heads: ("STT", "Người bệnh", "Mã", "Số tiền"), widths: (1cm, 1fr, 1fr, 3cm), right: (0, 3), rows: data)
`;
const rows = (count: number, salt: number): (string | number)[][] => Array.from({ length: count }, (_, index) => [index + 1, `Nguyễn Thị Đào Ước ${salt}`, `LK${salt}${index}`, 1_234_567 * (index + 1)]);

async function paper(count: number): Promise<Record<string, number>> {
  const pdf = await renderPdf(TEMPLATE, rows(count, 0), { at: AT });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const renderMs = await time((round) => renderPdf(TEMPLATE, rows(count, round + 1), { at: AT }), Math.min(rounds, 15));
  delay.disable();
  const signMs = await time(() => signPdf(pdf, signer, { reason: 'Chốt đối soát', name: 'Trung tâm Y tế', at: AT }));
  const shaMs = await sha(pdf);
  return { rows: count, bytes: pdf.length, renderMs, renderPerSecond: 1000 / renderMs, stopP99Ms: delay.percentile(99) / 1e6, longestStopMs: delay.max / 1e6, signMs, signToFloor: signMs / (shaMs + rsa) };
}

const began = performance.now();
await renderPdf('#data', 'x', { at: AT });
const firstPaperMs = performance.now() - began;
const result = { bench: 'signing', machine: machine(), rounds, rsaMs: rsa, small: await dossier(sampleFile(20_000)), large: await dossier(sampleFile(3_800_000)), firstPaperMs, page: await paper(20), thirty: await paper(900) };
mkdirSync(new URL('./results/', import.meta.url), { recursive: true });
writeFileSync(new URL('./results/signing.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);
for (const [name, one] of Object.entries({ small: result.small, large: result.large, page: result.page, thirty: result.thirty })) {
  process.stdout.write(`${name}: ${Object.entries(one).map(([key, value]) => `${key} ${value >= 100 ? value.toFixed(0) : value.toFixed(2)}`).join(', ')}\n`);
}
