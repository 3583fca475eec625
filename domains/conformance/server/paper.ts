import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Conformance } from '#domains/conformance/rules';
import { renderPdf } from '#platform/documents';
import { signPdf, type RawSigner } from '#platform/signing';

const template = (): string => readFileSync(new URL('./conformance.typ', import.meta.url), 'utf8');
const WORDS = { error: 'Lỗi', warning: 'Cảnh báo', info: 'Lưu ý' } as const;
/** Rows of a paper: whoever has more reads the JSON. */
const MOST_RULES = 200;
const MOST_FILES = 500;

/** SHA-256 of the report as canonical JSON: what two runs are compared by. */
export function resultHash(report: Conformance): string {
  return createHash('sha256').update(JSON.stringify(report)).digest('hex');
}

const figure = (value: number): string => value.toFixed(1).replace('.', ',');

/**
 * The report as a PDF, signed by whoever judged.
 * @param of the vendor or program, as typed @param at moment of the paper and of its signature
 */
export async function conformancePaper(report: Conformance, { of, judgedBy, signer, at }: { of: string; judgedBy: string; signer: RawSigner; at: Date }): Promise<Uint8Array> {
  const pdf = await renderPdf(template(), {
    of, judgedBy, day: new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', ''), asOf: report.judge.asOf, build: report.judge.build, version: report.judge.version, result: resultHash(report),
    files: report.files.length, dossiers: report.dossiers, failing: report.failing, score: figure(report.score),
    groups: report.groups.map((one) => [one.title, one.failing, figure(one.score)]),
    rules: report.rules.slice(0, MOST_RULES).map((one) => ({
      code: one.code, title: one.title, severity: WORDS[one.severity], article: one.article, remedy: one.remedy, count: one.count, dossiers: one.dossiers,
      fields: one.fields.map((each) => `${each.place} (${each.count})`).join(', '), examples: one.examples.map((each) => `${each.file}, hồ sơ ${each.position}, ${each.place}${each.message === '' ? '' : `: ${each.message}`}`),
    })),
    moreRules: Math.max(0, report.rules.length - MOST_RULES),
    sheet: report.files.slice(0, MOST_FILES).map((one, index) => [index + 1, one.name, one.sha256.slice(0, 16), one.dossiers, one.unreadable === null ? one.failing : one.unreadable]),
    moreFiles: Math.max(0, report.files.length - MOST_FILES),
  }, { at, patience: 60_000 });
  return signPdf(pdf, signer, { reason: 'Báo cáo kiểm tra chuẩn dữ liệu', name: judgedBy, at });
}
