import { referenceArticles } from '#platform/catalogue/server';
import type { Dossier, FileSummary, Finding, Place } from '#domains/claim/rules';

export interface Report {
  /** `dossier` null: it could not be read at all. */
  dossier(file: string, dossier: Dossier | null, findings: readonly Finding[]): void;
  file(file: string, summary: FileSummary): void;
  unreadable(file: string, why: string): void;
  end(): void;
}

/** One finding a line, as JSON; nothing else on standard output. */
export function jsonReport(): Report {
  const write = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
  return {
    dossier(file, dossier, findings) {
      for (const f of findings) {
        write({
          file, facility: dossier?.facility ?? null, dossier: idOf(dossier), table: f.table, row: f.row, field: f.field, related: f.related,
          rule: f.rule, severity: f.severity, message: f.message, law: f.law, remedy: f.remedy,
        });
      }
    },
    file: () => {},
    unreadable: (file, why) => { process.stderr.write(`${file}: ${why}\n`); },
    end: () => {},
  };
}

const WORDS = { error: 'LỖI', warning: 'CẢNH BÁO', info: 'LƯU Ý' } as const;

/** For people: dossier by dossier, findings with law and remedy, sums at the end. */
export function textReport(): Report {
  const law = new Map(referenceArticles().map((article) => [article.key, [article.document, article.article].filter(Boolean).join(', ')]));
  const sums = { error: 0, warning: 0, info: 0 };
  let dossiers = 0;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  return {
    dossier(file, dossier, findings) {
      if (findings.length === 0) return;
      say(`\n${file} · ${dossier ? `hồ sơ ${idOf(dossier) || `thứ ${dossier.position}`} · cơ sở ${dossier.facility || '(trống)'}` : 'hồ sơ không đọc được'}`);
      for (const f of findings) {
        sums[f.severity] += 1;
        say(`  ${WORDS[f.severity]} ${f.rule} ${placeText(f)}: ${f.message}`);
        if (f.related.length > 0) say(`    Liên quan: ${f.related.map(placeText).join(', ')}`);
        say(`    Căn cứ: ${law.get(f.law) ?? f.law}. Cách sửa: ${f.remedy}`);
      }
    },
    file(file, summary) {
      dossiers += summary.dossiers + summary.broken;
      // Not a file of dossiers at all: its one finding has said so.
      if (summary.kind === null) return;
      say(`\n${file}: ${summary.dossiers} hồ sơ đọc được, ${summary.broken} hồ sơ hỏng${summary.complete ? '' : '; tệp bị cắt ngang'}`);
    },
    unreadable: (file, why) => { process.stderr.write(`${file}: ${why}\n`); },
    end: () => say(`\nTổng: ${dossiers} hồ sơ · ${sums.error} lỗi · ${sums.warning} cảnh báo · ${sums.info} lưu ý`),
  };
}

function idOf(dossier: Dossier | null): string {
  if (!dossier) return '';
  for (const name of ['XML1', 'XML0'] as const) {
    const id = dossier.tables.get(name)?.rows[0]?.['MA_LK'];
    if (id) return id;
  }
  return '';
}

/** `XML3[7].T_BHTT` */
function placeText(place: Place): string {
  return `${place.table ?? 'hồ sơ'}${place.row === null ? '' : `[${place.row}]`}${place.field === null ? '' : `.${place.field}`}`;
}
