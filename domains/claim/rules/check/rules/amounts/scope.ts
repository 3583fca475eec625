import type { Rule } from '../../../model/index.ts';
import { formatMoney, formatPercent, formatUnit, parseMoney } from '../../../money/index.ts';
import { costLines } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';

const base = { ...QD130, decidedBy: 'NGAY_YL', tables: ['XML2', 'XML3'] } as const;

/** Scope, prices against each other, package ceilings. */
export const SCOPE_RULES: readonly Rule[] = [
  {
    ...base, code: 'TIEN-13', title: 'Ngoài phạm vi mà vẫn có phần BHYT', group: 'scope', severity: 'error', remedy: 'PHAM_VI 2 thì TYLE_TT_BH và THANH_TIEN_BH bằng 0.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        if (text(line.fields, 'PHAM_VI') !== '2') continue;
        const where = `${line.table} dòng ${line.row}`;
        if (line.insured !== undefined && line.insured !== 0n) report(at(line.table, line.row, 'THANH_TIEN_BH'), `${where}: PHAM_VI 2 (ngoài phạm vi) nhưng THANH_TIEN_BH là ${formatMoney(line.insured)}`, fieldsOf(line.table, line.row, 'PHAM_VI', 'TYLE_TT_BH'));
        else if (line.insuredRate !== undefined && line.insuredRate !== 0n) report(at(line.table, line.row, 'TYLE_TT_BH'), `${where}: PHAM_VI 2 (ngoài phạm vi) nhưng TYLE_TT_BH là ${formatPercent(line.insuredRate)}`, fieldsOf(line.table, line.row, 'PHAM_VI'));
      }
    },
  },
  {
    ...base, code: 'TIEN-14', title: 'Phần BHYT lớn hơn thành tiền', group: 'consistency', severity: 'warning', remedy: 'THANH_TIEN_BH không lớn hơn THANH_TIEN_BV; kiểm tra đơn giá và tỷ lệ.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        if (line.insured === undefined || line.total === undefined || line.insured <= line.total + 1n) continue;
        report(at(line.table, line.row, 'THANH_TIEN_BH'), `${line.table} dòng ${line.row}: THANH_TIEN_BH ${formatMoney(line.insured)} lớn hơn THANH_TIEN_BV ${formatMoney(line.total)}`, fieldsOf(line.table, line.row, 'THANH_TIEN_BV'));
      }
    },
  },
  {
    ...base, code: 'TIEN-15', title: 'Giá BHYT cao hơn giá bệnh viện', group: 'price', severity: 'warning', tables: ['XML3'], remedy: 'DON_GIA_BH không cao hơn DON_GIA_BV.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        if (line.table !== 'XML3' || line.price === undefined || line.insuredPrice === undefined || line.insuredPrice <= line.price) continue;
        report(at('XML3', line.row, 'DON_GIA_BH'), `XML3 dòng ${line.row}: DON_GIA_BH ${formatUnit(line.insuredPrice)} cao hơn DON_GIA_BV ${formatUnit(line.price)}`, fieldsOf('XML3', line.row, 'DON_GIA_BV'));
      }
    },
  },
  {
    ...base, code: 'TIEN-16', title: 'Gói vật tư vượt trần', group: 'price', severity: 'warning', tables: ['XML3'], remedy: 'Tổng quỹ trả của các dòng cùng gói vật tư không vượt T_TRANTT.',
    check: ({ dossier }, report) => {
      const packages = new Map<string, { fund: bigint; ceiling: bigint; row: number }>();
      for (const line of costLines(dossier)) {
        const name = text(line.fields, 'GOI_VTYT');
        const ceiling = parseMoney(text(line.fields, 'T_TRANTT'));
        if (line.table !== 'XML3' || name === '' || ceiling === undefined || ceiling === 0n) continue;
        // A package belongs to one procedure.
        const key = `${name}/${text(line.fields, 'MA_DICH_VU')}`;
        const known = packages.get(key) ?? { fund: 0n, ceiling, row: line.row };
        packages.set(key, { fund: known.fund + (line.fund ?? 0n), ceiling: known.ceiling > ceiling ? known.ceiling : ceiling, row: known.row });
      }
      for (const [key, { fund, ceiling, row }] of packages) {
        if (fund > ceiling) report(at('XML3', row, 'T_TRANTT'), `Gói vật tư ${key.split('/')[0] ?? ''}: tổng T_BHTT ${formatMoney(fund)} vượt T_TRANTT ${formatMoney(ceiling)}`, fieldsOf('XML3', row, 'GOI_VTYT', 'T_BHTT'));
      }
    },
  },
  {
    ...base, code: 'TIEN-17', title: 'Trần gói vật tư cao hơn 45 tháng lương cơ sở', group: 'price', severity: 'warning', tables: ['XML3'], remedy: 'T_TRANTT không quá 45 tháng lương cơ sở tại ngày y lệnh.',
    check: ({ catalogues, rows, eventDate, undecidable }, report) => {
      rows('XML3').forEach((row, index) => {
        const ceiling = parseMoney(text(row, 'T_TRANTT'));
        if (ceiling === undefined || ceiling === 0n) return;
        const day = text(row, 'NGAY_YL').slice(0, 8) || eventDate;
        const salary = parseMoney(catalogues.parameter('base-salary', day) ?? '');
        const months = catalogues.parameter('package-ceiling-months', day);
        if (salary === undefined || months === undefined) return undecidable('tham số base-salary hoặc package-ceiling-months');
        const most = salary * BigInt(months);
        if (ceiling > most) report(at('XML3', index + 1, 'T_TRANTT'), `XML3 dòng ${index + 1}: T_TRANTT ${formatMoney(ceiling)} > ${months} × ${formatMoney(salary)} = ${formatMoney(most)}`);
      });
    },
  },
  {
    ...base, code: 'TIEN-18', title: 'Dịch vụ chưa có giá hoặc không thực hiện được', group: 'price', severity: 'warning', tables: ['XML3'], remedy: 'Mã kết thúc .0000: DON_GIA_BH bằng 0; mã _TB: cả hai đơn giá bằng 0.',
    check: ({ dossier }, report) => {
      for (const line of costLines(dossier)) {
        const code = text(line.fields, 'MA_DICH_VU');
        if (line.table !== 'XML3' || text(line.fields, 'MA_VAT_TU') !== '') continue;
        if (/\.0000(_|$)/.test(code) && line.insuredPrice !== undefined && line.insuredPrice !== 0n) report(at('XML3', line.row, 'DON_GIA_BH'), `XML3 dòng ${line.row}: ${code} là dịch vụ chưa có giá nhưng DON_GIA_BH là ${formatUnit(line.insuredPrice)}`, fieldsOf('XML3', line.row, 'MA_DICH_VU'));
        if (code.includes('_TB') && ((line.price ?? 0n) !== 0n || (line.insuredPrice ?? 0n) !== 0n)) report(at('XML3', line.row, 'DON_GIA_BV'), `XML3 dòng ${line.row}: ${code} (không thực hiện được) nhưng đơn giá khác 0`, fieldsOf('XML3', line.row, 'MA_DICH_VU', 'DON_GIA_BH'));
      }
    },
  },
  {
    ...base, code: 'TIEN-19', title: 'PHAM_VI 3 cho thẻ không thuộc quân đội, công an, cơ yếu', group: 'scope', severity: 'warning', remedy: 'PHAM_VI 3 chỉ dùng cho thẻ QN, CA, CY (NĐ 70/2015); chi phí ngoài danh mục của thẻ khác ghi PHAM_VI 2.',
    check: ({ dossier, summary }, report) => {
      const cards = text(summary, 'MA_THE_BHYT');
      if (/(^|;)(QN|CA|CY)/.test(cards)) return;
      for (const line of costLines(dossier)) {
        if (line.fields['PHAM_VI'] === '3') report(at(line.table, line.row, 'PHAM_VI'), `${line.table} dòng ${line.row}: PHAM_VI 3 nhưng thẻ là ${cards.slice(0, 31) || 'trống'}`, fieldsOf('XML1', 1, 'MA_THE_BHYT'));
      }
    },
  },
];
