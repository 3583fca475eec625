import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { isDay, memoryCatalogues, type Catalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { dayInVietnam } from '#platform/time/rules';
import { check, problemFindings, readDossiers, type Dossier, type Finding } from '#domains/claim/rules';
import { UsageError } from '../command.ts';
import { jsonReport, textReport, type Report } from './check-report.ts';

/** What one file came to: 0 clean, 1 findings of severity error, 2 unreadable. */
type Verdict = 0 | 1 | 2;

/** `yteso check`: reads the files as streams, needs no database. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args], allowPositionals: true,
    options: { 'as-of': { type: 'string' }, 'rules-of': { type: 'string' }, format: { type: 'string', default: 'text' }, catalogues: { type: 'string' } },
  });
  if (positionals.length === 0) throw new UsageError('Hãy nêu ít nhất một tệp.');
  if (values.format !== 'text' && values.format !== 'json') throw new UsageError('--format là text hoặc json.');
  const asOf = dayOption(values['as-of'], '--as-of') ?? dayInVietnam(Date.now());
  const rulesOf = dayOption(values['rules-of'], '--rules-of');
  const report = values.format === 'json' ? jsonReport() : textReport();
  const catalogues = cataloguesFor(values.catalogues, positionals);
  let worst: Verdict = 0;
  for (const file of positionals) {
    const verdict = await checkFile(file, catalogues, { asOf, ...(rulesOf === undefined ? {} : { rulesOf }) }, report);
    worst = verdict > worst ? verdict : worst;
  }
  report.end();
  return worst;
}

async function checkFile(file: string, catalogues: Catalogues, options: { asOf: string; rulesOf?: string }, report: Report): Promise<Verdict> {
  let verdict: Verdict = 0;
  const tell = (dossier: Dossier | null, findings: readonly Finding[]): void => {
    if (verdict === 0 && findings.some((finding) => finding.severity === 'error')) verdict = 1;
    report.dossier(file, dossier, findings);
  };
  try {
    for await (const item of readDossiers(createReadStream(file, { highWaterMark: 256 * 1024 }))) {
      if (item.type === 'dossier') tell(item.dossier, check(item.dossier, catalogues, options));
      else if (item.type === 'problem') tell(null, problemFindings(item.problem));
      else {
        if (item.summary.dossiers === 0) verdict = 2;
        report.file(file, item.summary);
      }
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    report.unreadable(file, error.code === 'ENOENT' ? 'không có tệp này' : error.code === 'EISDIR' ? 'đây là thư mục, hãy nêu từng tệp' : `không mở được (${String(error.code)})`);
    return 2;
  }
  return verdict;
}

/** The catalogues of a generated or exported province lie beside its files: found without being named. */
function cataloguesFor(named: string | undefined, files: readonly string[]): Catalogues {
  if (named !== undefined && !existsSync(named)) throw new UsageError(`Không có thư mục ${named}.`);
  const near = files.flatMap((file) => [join(dirname(file), 'catalogues'), join(dirname(file), '..', 'catalogues')]).find((folder) => existsSync(join(folder, 'lists.tsv')));
  const folder = named ?? near;
  if (named === undefined && near !== undefined) process.stderr.write(`Dùng danh mục ở ${near}\n`);
  return memoryCatalogues(fileSources(...(folder === undefined ? [] : [folder])));
}

function dayOption(value: string | undefined, name: string): string | undefined {
  if (value === undefined) return undefined;
  const day = value.replaceAll('-', '');
  if (!isDay(day)) throw new UsageError(`${name} là một ngày, dạng 20261121 hoặc 2026-11-21.`);
  return day;
}

