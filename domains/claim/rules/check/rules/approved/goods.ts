import type { Row, Rule } from '../../../model/index.ts';
import { formatUnit, parseUnit } from '../../../money/index.ts';
import { text } from '../../context.ts';
import { TT48 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { anyFits, approvedOn, highestPrice, sameName } from './lookup.ts';

const base = { severity: 'warning', decidedBy: 'NGAY_YL', ...TT48 } as const;
const exact = (stated: string, value: string): boolean => stated === value || stated.replace(/\s+/g, '') === value.replace(/\s+/g, '');

const DRUG_FIELDS = [['SO_DANG_KY', exact], ['TT_THAU', exact], ['DUONG_DUNG', exact], ['HAM_LUONG', sameName], ['TEN_THUOC', sameName]] as const;
/** PHAM_VI 2 is outside the insured scope; 3 is outside the list on purpose (soldiers, police). */
const ofTheList = (row: Row): boolean => !/^[23]$/.test(text(row, 'PHAM_VI'));
/** Supplies have a catalogue of their own; transport, meals and lodging have none. */
const isService = (group: string): boolean => !/^(10|11|12|19)$/.test(group);
/** A stopped service (`_TB`) or another way of anaesthesia is approved under its plain code. */
const plainCode = (code: string): string => code.replace(/_(TB|GT|TT)$/, '');

/** Drugs, services and supplies against the catalogues that the insurer approved for the facility (contents 3, 4 and 11 of Article 10). */
export const GOODS_RULES: readonly Rule[] = [
  {
    ...base, code: 'DM-01', title: 'Thuốc chưa được phê duyệt', group: 'scope', tables: ['XML2'], remedy: 'Bổ sung thuốc vào danh mục của cơ sở trên Cổng trước khi gửi hồ sơ, hoặc sửa MA_THUOC.',
    check: (context, report) => {
      context.rows('XML2').forEach((row, index) => {
        const code = text(row, 'MA_THUOC');
        if (code === '' || !ofTheList(row) || /^(VM|BB)\./.test(code)) return;
        if (approvedOn(context, 'drug', code, row)?.length === 0) report(at('XML2', index + 1, 'MA_THUOC'), `XML2 dòng ${index + 1}: thuốc ${code} ${text(row, 'TEN_THUOC').slice(0, 60)} không có trong danh mục được phê duyệt tại ngày y lệnh`);
      });
    },
  },
  {
    ...base, code: 'DM-02', title: 'Thuốc khác danh mục được phê duyệt', group: 'procurement', tables: ['XML2'], remedy: 'Sửa số đăng ký, thông tin thầu, đường dùng, hàm lượng, tên thuốc theo danh mục đã duyệt.',
    check: (context, report) => {
      context.rows('XML2').forEach((row, index) => {
        let fitting = ofTheList(row) ? (approvedOn(context, 'drug', text(row, 'MA_THUOC'), row) ?? []) : [];
        if (fitting.length === 0) return;
        // Narrowing row by row: the first field that leaves no approved row is the one that is wrong.
        for (const [field, fits] of DRUG_FIELDS) {
          const value = text(row, field);
          if (value === '') continue;
          const left = fitting.filter((entry) => anyFits([entry], field, value, fits));
          if (left.length > 0) fitting = left;
          else {
            const stated = [...new Set(fitting.map((entry) => entry.attributes[field] ?? ''))].slice(0, 3).join(' hoặc ');
            report(at('XML2', index + 1, field), `XML2 dòng ${index + 1}: ${field} «${value.slice(0, 60)}» khác danh mục được phê duyệt «${stated.slice(0, 120)}» (thuốc ${text(row, 'MA_THUOC')})`, fieldsOf('XML2', index + 1, 'MA_THUOC'));
          }
        }
      });
    },
  },
  {
    ...base, code: 'DM-03', title: 'Giá thuốc cao hơn giá được phê duyệt', group: 'price', tables: ['XML2'], remedy: 'DON_GIA không cao hơn giá trúng thầu đã duyệt.',
    check: (context, report) => {
      context.rows('XML2').forEach((row, index) => {
        const price = parseUnit(text(row, 'DON_GIA'));
        const entries = ofTheList(row) ? (approvedOn(context, 'drug', text(row, 'MA_THUOC'), row) ?? []) : [];
        const own = entries.filter((entry) => anyFits([entry], 'SO_DANG_KY', text(row, 'SO_DANG_KY'), exact) && anyFits([entry], 'TT_THAU', text(row, 'TT_THAU'), exact));
        const most = highestPrice(own.length > 0 ? own : entries, 'DON_GIA');
        if (price !== undefined && most !== undefined && price > most) report(at('XML2', index + 1, 'DON_GIA'), `XML2 dòng ${index + 1}: DON_GIA ${formatUnit(price)} cao hơn giá được phê duyệt ${formatUnit(most)}`, fieldsOf('XML2', index + 1, 'MA_THUOC', 'SO_DANG_KY', 'TT_THAU'));
      });
    },
  },
  {
    ...base, code: 'DM-04', title: 'Dịch vụ chưa được phê duyệt', group: 'scope', tables: ['XML3'], remedy: 'Bổ sung dịch vụ vào danh mục của cơ sở trên Cổng, hoặc sửa MA_DICH_VU.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const code = text(row, 'MA_DICH_VU');
        if (code === '' || text(row, 'MA_VAT_TU') !== '' || !ofTheList(row) || !isService(text(row, 'MA_NHOM')) || /^VC\.|\.K\./.test(code)) return;
        if (approvedOn(context, 'service', code, row)?.length === 0 && (plainCode(code) === code || approvedOn(context, 'service', plainCode(code), row)?.length === 0)) report(at('XML3', index + 1, 'MA_DICH_VU'), `XML3 dòng ${index + 1}: dịch vụ ${code} ${text(row, 'TEN_DICH_VU').slice(0, 60)} không có trong danh mục được phê duyệt tại ngày y lệnh`);
      });
    },
  },
  {
    ...base, code: 'DM-05', title: 'Giá dịch vụ cao hơn giá được phê duyệt', group: 'price', tables: ['XML3'], remedy: 'DON_GIA_BH không cao hơn giá dịch vụ được phê duyệt tại ngày y lệnh.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        if (text(row, 'MA_VAT_TU') !== '' || !ofTheList(row) || text(row, 'MA_DICH_VU') === '') return;
        const most = highestPrice(approvedOn(context, 'service', text(row, 'MA_DICH_VU'), row) ?? [], 'DON_GIA');
        const price = parseUnit(text(row, 'DON_GIA_BH'));
        if (price !== undefined && most !== undefined && price > most) report(at('XML3', index + 1, 'DON_GIA_BH'), `XML3 dòng ${index + 1}: DON_GIA_BH ${formatUnit(price)} cao hơn giá được phê duyệt ${formatUnit(most)}`, fieldsOf('XML3', index + 1, 'MA_DICH_VU'));
      });
    },
  },
  {
    ...base, code: 'DM-06', title: 'Tên dịch vụ khác danh mục', group: 'scope', severity: 'info', tables: ['XML3'], remedy: 'Ghi TEN_DICH_VU đúng tên được phê duyệt.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const name = text(row, 'TEN_DICH_VU');
        const entries = text(row, 'MA_VAT_TU') !== '' || name === '' ? [] : (approvedOn(context, 'service', text(row, 'MA_DICH_VU'), row) ?? []);
        if (entries.length > 0 && !anyFits(entries, 'TEN_DICH_VU', name, sameName)) report(at('XML3', index + 1, 'TEN_DICH_VU'), `XML3 dòng ${index + 1}: TEN_DICH_VU «${name.slice(0, 60)}» khác tên được phê duyệt «${(entries[0]?.attributes['TEN_DICH_VU'] ?? '').slice(0, 60)}»`, fieldsOf('XML3', index + 1, 'MA_DICH_VU'));
      });
    },
  },
  {
    ...base, code: 'DM-07', title: 'Vật tư chưa được phê duyệt', group: 'scope', tables: ['XML3'], remedy: 'Bổ sung vật tư vào danh mục của cơ sở trên Cổng, hoặc sửa MA_VAT_TU.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const code = text(row, 'MA_VAT_TU');
        if (code === '' || !ofTheList(row)) return;
        if (approvedOn(context, 'supply', code, row)?.length === 0) report(at('XML3', index + 1, 'MA_VAT_TU'), `XML3 dòng ${index + 1}: vật tư ${code} không có trong danh mục được phê duyệt tại ngày y lệnh`);
      });
    },
  },
  {
    ...base, code: 'DM-08', title: 'Vật tư khác danh mục hoặc giá cao hơn', group: 'procurement', tables: ['XML3'], remedy: 'Sửa TT_THAU, DON_GIA_BV, DON_GIA_BH theo danh mục vật tư đã duyệt.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const code = text(row, 'MA_VAT_TU');
        const entries = code !== '' && ofTheList(row) ? (approvedOn(context, 'supply', code, row) ?? []) : [];
        if (entries.length === 0) return;
        const bid = text(row, 'TT_THAU');
        if (bid !== '' && !anyFits(entries, 'TT_THAU', bid, exact)) report(at('XML3', index + 1, 'TT_THAU'), `XML3 dòng ${index + 1}: TT_THAU «${bid.slice(0, 60)}» khác danh mục được phê duyệt «${(entries[0]?.attributes['TT_THAU'] ?? '').slice(0, 60)}»`, fieldsOf('XML3', index + 1, 'MA_VAT_TU'));
        for (const [field, attribute] of [['DON_GIA_BV', 'DON_GIA'], ['DON_GIA_BH', 'DON_GIA_BH']] as const) {
          const price = parseUnit(text(row, field));
          const most = highestPrice(entries, attribute);
          if (price !== undefined && most !== undefined && price > most) report(at('XML3', index + 1, field), `XML3 dòng ${index + 1}: ${field} ${formatUnit(price)} cao hơn giá được phê duyệt ${formatUnit(most)}`, fieldsOf('XML3', index + 1, 'MA_VAT_TU'));
        }
      });
    },
  },
];
