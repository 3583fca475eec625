import type { Rule, RuleContext } from '../../../model/index.ts';
import { items } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { QD130, QD4750 } from '../../laws.ts';
import { at, fieldsOf, wholeTable } from '../../place.ts';

const base = { group: 'consistency', severity: 'warning', decidedBy: 'NGAY_RA', ...QD130 } as const;

const services = ({ rows }: RuleContext): ReadonlySet<string> => new Set(rows('XML3').map((row) => text(row, 'MA_DICH_VU')).filter((code) => code !== ''));
/** `18.0119.0028_GT.K.79002` → `18.0119.0028`. */
const bare = (code: string): string => (!code.includes('_') && !code.includes('.K.') ? code : stripped(code));
const stripped = (code: string): string => code.replace(/\.K\.\w+$/, '').replace(/_(GT|TB|TT)$/, '');

/** XML1 against XML2 and XML3; XML3 against XML4. */
export const SERVICE_RULES: readonly Rule[] = [
  {
    ...base, code: 'DC-06', title: 'Khoa của dòng chi phí không có ở XML1', tables: ['XML1'], remedy: 'Thêm khoa vào MA_KHOA của XML1 hoặc sửa MA_KHOA của dòng.',
    check: ({ rows, summary }, report) => {
      const known = new Set(items(summary?.['MA_KHOA']));
      if (known.size === 0) return;
      const look = (table: 'XML2' | 'XML3', row: number, value: string): void => {
        const strange = items(value).find((department) => !known.has(department));
        if (strange !== undefined) report(at(table, row, 'MA_KHOA'), `${table} dòng ${row}: khoa ${strange} không có trong MA_KHOA của XML1 (${[...known].join(';')})`, fieldsOf('XML1', 1, 'MA_KHOA'));
      };
      // A drug given with a service is ordered where the service is done: contrast media, anaesthetics.
      rows('XML2').forEach((row, index) => { if (text(row, 'MA_DICH_VU') === '') look('XML2', index + 1, text(row, 'MA_KHOA')); });
      // Laboratories and imaging departments serve patients who never lay there: only beds are held to it.
      rows('XML3').forEach((row, index) => { if (/^1[456]$/.test(text(row, 'MA_NHOM'))) look('XML3', index + 1, text(row, 'MA_KHOA')); });
    },
  },
  {
    ...base, ...QD4750, code: 'DC-07', title: 'Mã phẫu thuật, thủ thuật quốc tế không khớp', tables: ['XML1', 'XML3'], remedy: 'MA_PTTT_QT của XML1 gồm đủ các mã ghi ở XML3.',
    check: ({ rows, summary }, report) => {
      const listed = new Set(items(summary?.['MA_PTTT_QT']));
      const done = new Map<string, number>();
      rows('XML3').forEach((row, index) => { for (const code of items(row['MA_PTTT_QT'])) if (!done.has(code)) done.set(code, index + 1); });
      for (const [code, row] of done) if (!listed.has(code)) report(at('XML1', 1, 'MA_PTTT_QT'), `MA_PTTT_QT ${code} ở XML3 dòng ${row} không có trong XML1`, fieldsOf('XML3', row, 'MA_PTTT_QT'));
      // A list in XML1 alone is met where programs do not fill XML3.
      if (done.size > 0) for (const code of listed) if (!done.has(code)) report(at('XML1', 1, 'MA_PTTT_QT'), `MA_PTTT_QT ${code} của XML1 không có ở dòng nào của XML3`);
    },
  },
  {
    ...base, code: 'DC-08', title: 'Kết quả của dịch vụ không có ở XML3', tables: ['XML4'], remedy: 'MA_DICH_VU của XML4 phải là dịch vụ có ở XML3.',
    check: (context, report) => {
      const done = new Set([...services(context)].map(bare));
      context.rows('XML4').forEach((row, index) => {
        const code = text(row, 'MA_DICH_VU');
        if (code !== '' && !done.has(bare(code))) report(at('XML4', index + 1, 'MA_DICH_VU'), `XML4 dòng ${index + 1}: dịch vụ ${code} không có ở XML3`);
      });
    },
  },
  {
    ...base, code: 'DC-09', title: 'Cận lâm sàng chưa có kết quả', severity: 'info', tables: ['XML4'], remedy: 'Bổ sung kết quả của các dịch vụ này vào XML4.',
    check: (context, report) => {
      if (context.rows('XML4').length === 0) return;
      const reported = new Set(context.rows('XML4').map((row) => bare(text(row, 'MA_DICH_VU'))));
      const silent = new Set(context.rows('XML3').filter((row) => /^[123]$/.test(text(row, 'MA_NHOM'))).map((row) => text(row, 'MA_DICH_VU')).filter((code) => code !== '' && !code.includes('.K.') && !reported.has(bare(code))));
      if (silent.size > 0) report(wholeTable('XML4'), `${silent.size} dịch vụ cận lâm sàng chưa có kết quả ở XML4: ${[...silent].slice(0, 8).join(', ')}${silent.size > 8 ? '…' : ''}`);
    },
  },
  {
    ...base, code: 'DC-10', title: 'Thuốc gắn với dịch vụ không có ở XML3', severity: 'info', tables: ['XML2'], remedy: 'MA_DICH_VU ở dòng thuốc là dịch vụ có dùng thuốc đó ở XML3.',
    check: (context, report) => {
      let done: ReadonlySet<string> | undefined;
      context.rows('XML2').forEach((row, index) => {
        if ((row['MA_DICH_VU'] ?? '') === '') return;
        const known = (done ??= new Set([...services(context)].map(bare)));
        const strange = items(row['MA_DICH_VU']).find((code) => !known.has(bare(code)));
        if (strange !== undefined) report(at('XML2', index + 1, 'MA_DICH_VU'), `XML2 dòng ${index + 1}: dịch vụ ${strange} không có ở XML3`);
      });
    },
  },
  {
    ...base, code: 'DC-13', title: 'Số con và giấy chứng sinh không khớp', tables: ['XML9'], remedy: 'Mỗi con một giấy chứng sinh; SO_CON và CAN_NANG_CON ở XML1 khớp với XML9.',
    check: ({ rows, summary }, report) => {
      const papers = rows('XML9');
      papers.forEach((row, index) => {
        const children = text(row, 'SO_CON');
        if (/^\d+$/.test(children) && Number(children) < papers.length) report(at('XML9', index + 1, 'SO_CON'), `XML9 dòng ${index + 1}: SO_CON ${children} nhưng có ${papers.length} giấy chứng sinh`);
        const weight = text(row, 'CAN_NANG_CON');
        const weights = items(summary?.['CAN_NANG_CON']);
        if (weight !== '' && weights.length > 0 && !weights.includes(weight)) report(at('XML9', index + 1, 'CAN_NANG_CON'), `XML9 dòng ${index + 1}: CAN_NANG_CON ${weight} không có trong XML1 (${weights.join(';')})`, fieldsOf('XML1', 1, 'CAN_NANG_CON'));
      });
    },
  },
  {
    ...base, code: 'DC-14', title: 'Khoa ra viện không có ở XML1', tables: ['XML7'], remedy: 'MA_KHOA_RV của giấy ra viện là một trong các khoa ở MA_KHOA của XML1.',
    check: ({ rows, summary }, report) => {
      const known = items(summary?.['MA_KHOA']);
      rows('XML7').forEach((row, index) => {
        const department = text(row, 'MA_KHOA_RV');
        if (department !== '' && known.length > 0 && !known.includes(department)) report(at('XML7', index + 1, 'MA_KHOA_RV'), `MA_KHOA_RV ${department} không có trong MA_KHOA của XML1 (${known.join(';')})`, fieldsOf('XML1', 1, 'MA_KHOA'));
      });
    },
  },
  {
    ...base, code: 'DC-16', title: 'Người bệnh tử vong nhưng có hẹn tái khám', tables: ['XML1'], remedy: 'Kiểm tra KET_QUA_DTRI; tử vong thì không có NGAY_TAI_KHAM.',
    check: ({ summary }, report) => {
      const outcome = text(summary, 'KET_QUA_DTRI');
      if ((outcome === '5' || outcome === '8') && text(summary, 'NGAY_TAI_KHAM') !== '') report(at('XML1', 1, 'KET_QUA_DTRI'), `KET_QUA_DTRI ${outcome} (tử vong) nhưng có NGAY_TAI_KHAM ${text(summary, 'NGAY_TAI_KHAM')}`, fieldsOf('XML1', 1, 'NGAY_TAI_KHAM'));
    },
  },
];
