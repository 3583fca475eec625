import { addDays } from '#platform/catalogue/rules';
import type { Rule } from '../../../model/index.ts';
import { cardsOf, costLines, type CostLine } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { ND188_D50, QD130, QD1351 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { ageInYears, daysApart, isDay, showWhen } from '../../when.ts';

const base = { group: 'card', decidedBy: 'NGAY_RA', tables: ['XML1'] } as const;
const CARD = /^[A-Z]{2}[1-5]\d{2}\d{10}$/;
const here = (field: string) => at('XML1', 1, field);

/** The card itself: shape, level digit, validity over the stay. */
export const CARD_RULES: readonly Rule[] = [
  {
    ...base, ...QD130, code: 'THE-01', title: 'Mã thẻ BHYT sai dạng', severity: 'error', tables: ['XML0', 'XML1', 'XML7', 'XML9', 'XML11'],
    remedy: 'Ghi đủ 15 ký tự: 2 chữ đối tượng, 1 số mức hưởng, 2 số mã tỉnh, 10 số BHXH; thẻ mẫu mới tra mã 15 ký tự trên Cổng.',
    check: (context, report) => {
      for (const [table, field] of [['XML0', 'MA_THE_BHYT'], ['XML1', 'MA_THE_BHYT'], ['XML11', 'MA_THE_BHYT'], ['XML7', 'MA_THE_TAM'], ['XML9', 'MA_THE_TAM'], ['XML11', 'MA_THE_TAM']] as const) {
        context.rows(table).forEach((row, index) => {
          for (const code of text(row, field).split(';')) {
            if (code !== '' && !CARD.test(code.trim())) report(at(table, index + 1, field), `${table} dòng ${index + 1}: mã thẻ «${code.slice(0, 30)}» không đúng dạng 15 ký tự`);
          }
        });
      }
    },
  },
  {
    ...base, ...QD1351, code: 'THE-02', title: 'Mức hưởng trên thẻ không hợp với đối tượng', severity: 'warning',
    remedy: 'Tra lại thẻ trên Cổng; ký tự thứ 3 phải là mức hưởng của nhóm đối tượng tại ngày khám.',
    check: ({ summary, catalogues, eventDate, undecidable }, report) => {
      for (const { code } of summary ? cardsOf(summary) : []) {
        if (!CARD.test(code)) continue;
        const object = catalogues.find('CARD_OBJECT', code.slice(0, 2), eventDate);
        if (!object) {
          undecidable(`mã đối tượng thẻ ${code.slice(0, 2)} trong danh mục CARD_OBJECT`);
          continue;
        }
        const digits = object.attributes['digits']?.split(';') ?? [];
        if (!digits.includes(code.charAt(2))) report(here('MA_THE_BHYT'), `Thẻ ${code}: đối tượng ${code.slice(0, 2)} có mức hưởng ${digits.join(' hoặc ')}, trên thẻ ghi ${code.charAt(2)}`);
      }
    },
  },
  {
    ...base, ...ND188_D50, code: 'THE-03', title: 'Thẻ không có giá trị trong đợt khám', severity: 'warning',
    remedy: 'Tra lại thời hạn thẻ trên Cổng; chi phí ngoài thời hạn (quá 15 ngày sau khi hết hạn) do người bệnh tự trả.',
    check: ({ dossier, summary, catalogues, eventDate, undecidable }, report) => {
      const cards = summary ? cardsOf(summary) : [];
      const admitted = text(summary, 'NGAY_VAO').slice(0, 8);
      if (cards.length === 0 || !isDay(admitted) || !cards.every((card) => isDay(card.from))) return;
      const from = cards.map((card) => card.from).sort()[0] ?? '';
      if (from > text(summary, 'NGAY_RA').slice(0, 8) && isDay(text(summary, 'NGAY_RA').slice(0, 8))) {
        report(here('GT_THE_TU'), `Thẻ có giá trị từ ${showWhen(from)}, sau ngày ra ${showWhen(text(summary, 'NGAY_RA'))}`, fieldsOf('XML1', 1, 'NGAY_RA'));
      }
      if (cards.some((card) => card.to === '')) return;
      const to = cards.map((card) => card.to).sort().at(-1) ?? '';
      if (!isDay(to)) return;
      if (to < admitted) {
        report(here('GT_THE_DEN'), `Thẻ hết giá trị ngày ${showWhen(to)}, trước khi người bệnh đến khám ${showWhen(admitted)}`, fieldsOf('XML1', 1, 'NGAY_VAO'));
        return;
      }
      const left = text(summary, 'NGAY_RA').slice(0, 8);
      const grace = catalogues.parameter('card-grace-days', eventDate);
      if (grace === undefined) undecidable('tham số card-grace-days');
      else if (isDay(left) && left > addDays(to, Number(grace)) && !FORESEEN.has(text(summary, 'MA_LOAI_KCB')) && claimedUntil(costLines(dossier)) > addDays(to, Number(grace))) {
        report(here('GT_THE_DEN'), `Thẻ hết giá trị ngày ${showWhen(to)}, ra viện ${showWhen(left)}: quá ${grace} ngày sau khi hết hạn`, fieldsOf('XML1', 1, 'NGAY_RA'));
      }
    },
  },
  {
    ...base, ...QD130, code: 'THE-04', title: 'Thẻ hết hạn trước khi có giá trị', severity: 'error', tables: ['XML0', 'XML1'],
    remedy: 'Sửa GT_THE_TU, GT_THE_DEN theo thông tin thẻ trên Cổng.',
    check: (context, report) => {
      for (const table of ['XML0', 'XML1'] as const) {
        context.rows(table).forEach((row, index) => {
          for (const card of cardsOf(row)) {
            if (isDay(card.from) && isDay(card.to) && card.to < card.from) report(at(table, index + 1, 'GT_THE_DEN'), `Thẻ ${card.code}: GT_THE_DEN ${showWhen(card.to)} trước GT_THE_TU ${showWhen(card.from)}`, fieldsOf(table, index + 1, 'GT_THE_TU'));
          }
        });
      }
    },
  },
  {
    ...base, ...QD130, code: 'THE-05', title: 'Dòng chi phí không có thẻ nào còn giá trị', severity: 'warning', decidedBy: 'NGAY_YL', group: 'card', tables: ['XML2', 'XML3'],
    remedy: 'Kiểm tra thời hạn các thẻ nối bằng ";" và ngày y lệnh; chi phí ngoài thời hạn thẻ không đề nghị quỹ trả.',
    check: ({ dossier, summary, catalogues }, report) => {
      const cards = summary ? cardsOf(summary) : [];
      if (cards.length === 0 || !cards.every((card) => isDay(card.from) && (card.to === '' || isDay(card.to)))) return;
      const spans = new Map<string, boolean>();
      const covered = (day: string): boolean => {
        const grace = Number(catalogues.parameter('card-grace-days', day) ?? '15');
        return cards.some((card) => card.from <= day && (card.to === '' || day <= addDays(card.to, grace)));
      };
      for (const line of costLines(dossier)) {
        if (line.fund === undefined || line.fund === 0n || !isDay(line.day)) continue;
        if (cards.some((card) => card.from <= line.day && (card.to === '' || line.day <= card.to))) continue;
        const known = spans.get(line.day) ?? covered(line.day);
        spans.set(line.day, known);
        if (known) continue;
        report(at(line.table, line.row, 'NGAY_YL'), `${line.table} dòng ${line.row}: ngày ${showWhen(line.day)} không nằm trong thời hạn thẻ nào (${cards.map((card) => `${showWhen(card.from)}–${showWhen(card.to)}`).join('; ')}) mà vẫn đề nghị quỹ trả`, fieldsOf('XML1', 1, 'GT_THE_TU', 'GT_THE_DEN'));
      }
    },
  },
  {
    ...base, ...QD130, code: 'THE-06', title: 'Thẻ và mã đối tượng không khớp', severity: 'warning', tables: ['XML0', 'XML1'],
    remedy: 'Người bệnh dùng thẻ BHYT thì không ghi mã đối tượng 9; không dùng thẻ thì để trống thẻ và ghi mã 9.',
    check: (context, report) => {
      for (const table of ['XML0', 'XML1'] as const) {
        context.rows(table).forEach((row, index) => {
          const code = text(row, 'MA_DOITUONG_KCB');
          const card = text(row, 'MA_THE_BHYT');
          if (code === '9' && card !== '') report(at(table, index + 1, 'MA_THE_BHYT'), `Mã đối tượng 9 (không KCB BHYT) nhưng vẫn ghi thẻ ${card.slice(0, 31)}`, fieldsOf(table, index + 1, 'MA_DOITUONG_KCB'));
          if (code !== '9' && code !== '' && card === '') report(at(table, index + 1, 'MA_THE_BHYT'), `Mã đối tượng ${code} là KCB BHYT nhưng không ghi mã thẻ`, fieldsOf(table, index + 1, 'MA_DOITUONG_KCB'));
        });
      }
    },
  },
  {
    ...base, ...QD130, code: 'THE-07', title: 'Nơi đăng ký của thẻ tạm', severity: 'warning',
    remedy: 'Thẻ tạm của trẻ (TE1…) hoặc người hiến tạng mới đăng ký tại mã tỉnh + 000.',
    check: ({ summary }, report) => {
      for (const card of summary ? cardsOf(summary) : []) {
        if (/^\d{2}000$/.test(card.registeredAt) && !card.code.startsWith('TE1') && text(summary, 'MA_DOITUONG_KCB') !== '1.6') {
          report(here('MA_DKBD'), `MA_DKBD ${card.registeredAt} là nơi đăng ký của thẻ tạm nhưng thẻ ${card.code} không phải thẻ TE1`, fieldsOf('XML1', 1, 'MA_THE_BHYT'));
        }
      }
    },
  },
  {
    ...base, ...QD1351, code: 'THE-08', title: 'Thẻ trẻ em cho người không còn là trẻ em', severity: 'warning',
    remedy: 'Kiểm tra ngày sinh và mã thẻ; thẻ TE dành cho trẻ dưới 6 tuổi (được dùng đến hết 30/9 năm đủ 6 tuổi).',
    check: ({ summary }, report) => {
      const born = text(summary, 'NGAY_SINH');
      const age = ageInYears(born, text(summary, 'NGAY_VAO'));
      if (age >= 7 && text(summary, 'MA_THE_BHYT').startsWith('TE')) report(here('MA_THE_BHYT'), `Thẻ TE của trẻ dưới 6 tuổi, người bệnh ${age} tuổi`, fieldsOf('XML1', 1, 'NGAY_SINH'));
    },
  },
  {
    ...base, ...QD130, code: 'THE-09', title: 'Thời hạn các thẻ chồng hoặc hở trong đợt', severity: 'info',
    remedy: 'Đối chiếu thời hạn từng thẻ trên Cổng; thẻ sau thường nối tiếp thẻ trước.',
    check: ({ summary }, report) => {
      const cards = summary ? cardsOf(summary).filter((card) => isDay(card.from) && isDay(card.to)) : [];
      for (const [index, card] of cards.entries()) {
        const next = cards[index + 1];
        if (next && daysApart(card.to, next.from) !== 1) report(here('GT_THE_TU'), `Thẻ ${card.code} đến ${showWhen(card.to)}, thẻ sau ${next.code} từ ${showWhen(next.from)}: không nối tiếp`, fieldsOf('XML1', 1, 'GT_THE_DEN'));
      }
    },
  },
];

/** The last day for which the fund is asked to pay; a bed counts to its end. */
function claimedUntil(lines: readonly CostLine[]): string {
  let last = '';
  for (const line of lines) {
    const end = /^1[456]$/.test(text(line.fields, 'MA_NHOM')) ? text(line.fields, 'NGAY_KQ').slice(0, 8) : line.day;
    if (line.fund !== undefined && line.fund > 0n && end > last) last = end;
  }
  return last;
}

/** Drugs for the days after payment: NGAY_RA lies ahead on purpose. */
const FORESEEN = new Set(['02', '05', '07']);
