import type { Rule } from '../../../model/index.ts';
import { items } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { TT48 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { approvedOn } from './lookup.ts';

const base = { severity: 'warning', decidedBy: 'NGAY_YL', ...TT48 } as const;

/** Where codes of practitioners stand. `(…)`: one without a licence, written behind the supervisor's. */
const PEOPLE = [['XML2', 'MA_BAC_SI'], ['XML3', 'MA_BAC_SI'], ['XML3', 'NGUOI_THUC_HIEN'], ['XML4', 'MA_BS_DOC_KQ'], ['XML5', 'NGUOI_THUC_HIEN']] as const;
const licence = (item: string): string => (item.includes('(') ? item.replace(/\([^)]*\)/g, '') : item).trim();

/** `XN.1.S1;S2` → `XN.1.S1`, `XN.1.S2`; each item may carry its own group and fund as well. */
function eachOf(machine: string): readonly string[] {
  const [first = '', ...more] = items(machine);
  const head = first.split('.').slice(0, 2).join('.');
  return [first, ...more.map((item) => (item.includes('.') ? item : `${head}.${item}`))];
}

/** Beds, practitioners and machines against the facility's approved lists (contents 6 and 7 of Article 10). */
export const PEOPLE_RULES: readonly Rule[] = [
  {
    ...base, code: 'DM-09', title: 'Giường chưa được phê duyệt', group: 'facility', tables: ['XML3'], remedy: 'Bổ sung giường vào danh mục giường của cơ sở, hoặc sửa MA_GIUONG, MA_KHOA.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        for (const bed of items(row['MA_GIUONG'])) {
          const entries = bed === '' ? undefined : approvedOn(context, 'bed', bed, row);
          if (entries === undefined) continue;
          const departments = items(row['MA_KHOA']);
          if (entries.length === 0) report(at('XML3', index + 1, 'MA_GIUONG'), `XML3 dòng ${index + 1}: giường ${bed} không có trong danh mục giường của cơ sở`);
          else if (!entries.some((entry) => (entry.attributes['MA_KHOA'] ?? '') === '' || departments.includes(entry.attributes['MA_KHOA'] ?? ''))) report(at('XML3', index + 1, 'MA_GIUONG'), `XML3 dòng ${index + 1}: giường ${bed} thuộc khoa ${entries[0]?.attributes['MA_KHOA'] ?? ''}, dòng ghi khoa ${departments.join(';')}`, fieldsOf('XML3', index + 1, 'MA_KHOA'));
        }
      });
    },
  },
  {
    ...base, code: 'DM-10', title: 'Người hành nghề không có trong danh sách', group: 'practitioner', tables: ['XML2', 'XML3', 'XML4', 'XML5'], remedy: 'Đăng ký người hành nghề với cơ quan BHXH, hoặc sửa mã theo số giấy phép hành nghề.',
    check: (context, report) => {
      for (const [table, field] of PEOPLE) {
        const said = new Set<string>();
        // The same few people, day after day: what was found for a day is not looked up again.
        const found = new Map<string, string>();
        context.rows(table).forEach((row, index) => {
          const written = row[field] ?? '';
          const day = (row['NGAY_YL'] ?? '').slice(0, 8);
          if (written === '' || found.get(written) === day) return;
          found.set(written, day);
          for (const person of items(written).map(licence)) {
            // Staff from elsewhere under contract carry .HD. in their number.
            // Who writes the course may sign with the personal number (3176).
            if (person === '' || said.has(person) || person.includes('.HD.') || (table === 'XML5' && /^(\d{9}|\d{12})$/.test(person))) continue;
            if (approvedOn(context, 'staff', person, row)?.length !== 0) continue;
            said.add(person);
            report(at(table, index + 1, field), `${table} dòng ${index + 1}: ${field} «${person.slice(0, 40)}» không có trong danh sách người hành nghề của cơ sở tại ngày này`);
          }
        });
      }
    },
  },
  {
    ...base, code: 'DM-11', title: 'Dịch vụ ngoài khoa hành nghề đã đăng ký', group: 'practitioner', severity: 'info', tables: ['XML3'], remedy: 'Đối chiếu phạm vi hành nghề và khoa đã đăng ký của người thực hiện.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const departments = items(row['MA_KHOA']);
        for (const person of items(row['NGUOI_THUC_HIEN']).map(licence)) {
          const entries = person === '' ? [] : (approvedOn(context, 'staff', person, row) ?? []);
          const registered = entries.flatMap((entry) => items(entry.attributes['MA_KHOA']));
          if (registered.length > 0 && departments.length > 0 && !departments.some((department) => registered.includes(department))) {
            report(at('XML3', index + 1, 'NGUOI_THUC_HIEN'), `XML3 dòng ${index + 1}: ${person} đăng ký khoa ${registered.join(';')}, thực hiện ở khoa ${departments.join(';')}`, fieldsOf('XML3', index + 1, 'MA_KHOA'));
          }
        }
      });
    },
  },
  {
    ...base, code: 'DM-12', title: 'Máy không có trong danh sách', group: 'facility', tables: ['XML3'], remedy: 'Đăng ký máy với cơ quan BHXH, hoặc sửa MA_MAY.',
    check: (context, report) => {
      context.rows('XML3').forEach((row, index) => {
        const machine = text(row, 'MA_MAY');
        if (machine === '' || approvedOn(context, 'machine', machine, row)?.length !== 0) return;
        if (machine.includes(';') && eachOf(machine).every((one) => approvedOn(context, 'machine', one, row)?.length !== 0)) return;
        report(at('XML3', index + 1, 'MA_MAY'), `XML3 dòng ${index + 1}: máy «${machine.slice(0, 60)}» không có trong danh sách máy của cơ sở`);
      });
    },
  },
];
