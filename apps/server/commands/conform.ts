import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { isDay, memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { readSettings, VERSION } from '#platform/config';
import { openKeyring } from '#platform/signing';
import { dayInVietnam } from '#platform/time/rules';
import type { Conformance } from '#domains/conformance/rules';
import { buildHash, conformancePaper, judgeFiles, resultHash, type JudgeOptions } from '#domains/conformance/server';
import { UsageError } from '../command.ts';

/** Most bytes of a file. */
const LIMIT = 300 * 1024 * 1024;
/** Seconds between two looks at a watched folder. */
const LOOK = 2;
/** Whose key signs where nobody named a facility. */
const LAB = 'LAB';

/** `yteso conform`: judges files against the standard; writes a signed PDF and JSON when asked. Needs no database. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true,
    options: {
      out: { type: 'string' }, json: { type: 'string' }, watch: { type: 'string' }, 'as-of': { type: 'string' }, at: { type: 'string' }, of: { type: 'string', default: '' }, catalogues: { type: 'string' }, key: { type: 'string', default: LAB },
      'no-quotes': { type: 'boolean', default: false },
    },
  });
  if ((positionals.length === 0) === (values.watch === undefined)) throw new UsageError('Hãy nêu các tệp, hoặc --watch THƯ_MỤC.');
  const asOf = (values['as-of'] ?? dayInVietnam(Date.now())).replaceAll('-', '');
  if (!isDay(asOf)) throw new UsageError('--as-of là một ngày, dạng 20261121 hoặc 2026-11-21.');
  if (values.at !== undefined && Number.isNaN(Date.parse(values.at))) throw new UsageError('--at là một thời điểm, dạng 2026-11-21T10:00:00+07:00.');
  if (values.catalogues !== undefined && !existsSync(values.catalogues)) throw new UsageError(`Không có thư mục ${values.catalogues}.`);
  const options: JudgeOptions = {
    judge: { build: buildHash(), version: VERSION, asOf, quotes: !values['no-quotes'] }, limit: LIMIT,
    catalogues: memoryCatalogues(fileSources(...(values.catalogues === undefined ? [] : [values.catalogues]))),
  };
  const judge = async (paths: readonly string[]): Promise<Conformance> => {
    const report = await judgeFiles(paths, options, (done, of) => { if (process.stderr.isTTY) process.stderr.write(`\rĐã kiểm ${done}/${of} tệp`); });
    if (process.stderr.isTTY) process.stderr.write('\r');
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    if (values.out !== undefined) {
      const at = values.at === undefined ? new Date() : new Date(values.at);
      // A laboratory without a key of its own signs with one that says it is a demonstration.
      const signer = await openKeyring({ folder: readSettings(process.env, process.cwd()).signingFolder, environment: process.env, demonstration: true }).signerFor(values.key, at);
      writeFileSync(values.out, await conformancePaper(report, { of: values.of, judgedBy: 'Phòng thử chuẩn dữ liệu yteso', signer, at }));
    }
    tell(report);
    return report;
  };
  if (values.watch === undefined) return verdictOf(await judge(positionals.map((path) => { if (!existsSync(path)) throw new UsageError(`Không có tệp ${path}.`); return path; })));
  return watch(values.watch, judge);
}

const verdictOf = (report: Conformance): number => (report.files.some((one) => one.unreadable !== null) ? 2 : report.failing > 0 ? 1 : 0);

function tell(report: Conformance): void {
  const say = (line: string): void => { process.stdout.write(`${line}\n`); };
  say(`${report.files.length} tệp, ${report.dossiers} hồ sơ, ${report.failing} hồ sơ có lỗi: điểm ${report.score} %`);
  for (const one of report.files) if (one.unreadable !== null) say(`  ${one.name}: ${one.unreadable}`);
  for (const group of report.groups) if (group.failing > 0) say(`  ${group.title}: ${group.failing} hồ sơ có lỗi, điểm ${group.score} %`);
  for (const rule of report.rules.filter((each) => each.severity === 'error').slice(0, 20)) say(`  ${rule.code} ${rule.title}: ${rule.count} lần. Căn cứ: ${rule.article}. Cách sửa: ${rule.remedy}`);
  say(`Bộ quy tắc ${report.judge.build}`);
  say(`Kết quả ${resultHash(report)}`);
}

/** Judges the whole folder again whenever a file in it is new or has changed and has come to rest. Ends with Ctrl+C. */
async function watch(folder: string, judge: (paths: readonly string[]) => Promise<Conformance>): Promise<number> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new UsageError(`Không có thư mục ${folder}.`);
  process.stdout.write(`Đang canh ${folder}; dừng bằng Ctrl+C.\n`);
  let [judged, before] = ['', ''];
  for (;;) {
    const paths = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile() && /\.xml$/iu.test(one.name)).map((one) => join(folder, one.name)).toSorted();
    const now = paths.map((path) => { const { size, mtimeMs } = statSync(path); return `${path} ${size} ${mtimeMs}`; }).join('\n');
    if (now !== '' && now === before && now !== judged) {
      await judge(paths);
      judged = now;
    }
    before = now;
    await pause(LOOK * 1000);
  }
}
