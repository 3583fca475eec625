import type { Rule, RuleContext } from '../../../model/index.ts';
import { items, settingOf } from '../../../price/index.ts';
import { text } from '../../context.ts';
import { LUAT51, QD130, QD3276 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart } from '../../when.ts';

const base = { group: 'benefit', decidedBy: 'NGAY_RA', tables: ['XML1'] } as const;
const here = at('XML1', 1, 'MA_DOITUONG_KCB');
const code = ({ summary }: RuleContext): string => text(summary, 'MA_DOITUONG_KCB');
const value = ({ summary }: RuleContext, field: string): string => text(summary, field);

/** MA_DOITUONG_KCB against the rest of XML1 and the facility's class. */
export const ROUTE_RULES: readonly Rule[] = [
  {
    ...base, ...QD130, code: 'TUYEN-01', title: 'Đúng nơi đăng ký nhưng ghi mã khác', severity: 'warning',
    remedy: 'Khám tại nơi đăng ký ban đầu thì ghi mã 1.1 (hoặc 1.2 ở cơ sở cấp ban đầu).',
    check: (context, report) => {
      const facility = value(context, 'MA_CSKCB');
      if (facility === '' || !items(context.summary?.['MA_DKBD']).every((registered) => registered === facility)) return;
      if (items(context.summary?.['MA_DKBD']).length === 0 || !/^(3\.|1\.(4|11|12|13|14|15|16|17|18)$)/.test(code(context))) return;
      report(here, `MA_DKBD và MA_CSKCB cùng là ${facility} nhưng MA_DOITUONG_KCB ghi ${code(context)}, không phải 1.1 hoặc 1.2`, fieldsOf('XML1', 1, 'MA_DKBD', 'MA_CSKCB'));
    },
  },
  {
    ...base, ...QD130, code: 'TUYEN-02', title: 'Mã trẻ sơ sinh cho người không phải sơ sinh', severity: 'warning',
    remedy: 'Mã 1.7 chỉ dùng cho trẻ sơ sinh điều trị ngay sau khi sinh.',
    check: (context, report) => {
      const limit = context.catalogues.parameter('newborn-days', context.eventDate);
      if (code(context) !== '1.7') return;
      if (limit === undefined) return context.undecidable('tham số newborn-days');
      const days = daysApart(value(context, 'NGAY_SINH'), value(context, 'NGAY_VAO'));
      if (days > Number(limit)) report(here, `Mã 1.7 (trẻ sơ sinh) nhưng người bệnh đã ${days} ngày tuổi khi đến khám`, fieldsOf('XML1', 1, 'NGAY_SINH'));
    },
  },
  {
    ...base, ...QD130, code: 'TUYEN-03', title: 'Chuyển đến nhưng thiếu giấy chuyển', severity: 'error',
    remedy: 'Ghi MA_NOI_DI và số giấy chuyển ở GIAY_CHUYEN_TUYEN, hoặc sửa MA_DOITUONG_KCB.',
    check: (context, report) => {
      if (code(context) !== '1.3') return;
      for (const field of ['MA_NOI_DI', 'GIAY_CHUYEN_TUYEN']) {
        if (value(context, field) === '') report(at('XML1', 1, field), `Mã 1.3 (có phiếu chuyển cơ sở) nhưng bỏ trống ${field}`, [here]);
      }
    },
  },
  {
    ...base, ...QD130, code: 'TUYEN-04', title: 'Khám lại theo hẹn nhưng thiếu số giấy hẹn', severity: 'warning',
    remedy: 'Ghi số giấy hẹn khám lại ở GIAY_CHUYEN_TUYEN.',
    check: (context, report) => {
      if (code(context) === '1.5' && value(context, 'GIAY_CHUYEN_TUYEN') === '') report(at('XML1', 1, 'GIAY_CHUYEN_TUYEN'), 'Mã 1.5 (khám lại theo phiếu hẹn) nhưng bỏ trống GIAY_CHUYEN_TUYEN', [here]);
    },
  },
  {
    ...base, ...QD3276, code: 'TUYEN-05', title: 'Mã đối tượng không hợp với nội trú, ngoại trú', severity: 'warning',
    remedy: 'Chọn lại MA_DOITUONG_KCB theo loại hình khám bệnh, chữa bệnh.',
    check: (context, report) => {
      const entry = context.catalogues.find('MA_DOITUONG_KCB', code(context), context.eventDate);
      const inpatient = entry?.attributes['rate_inpatient'] ?? '';
      const outpatient = entry?.attributes['rate_outpatient'] ?? '';
      // Codes without any rate are "by case".
      if (!entry || (inpatient === '' && outpatient === '')) return;
      const setting = settingOf(value(context, 'MA_LOAI_KCB'));
      if (setting === 'inpatient' && inpatient === '') report(here, `Mã ${code(context)} chỉ dùng cho ngoại trú, MA_LOAI_KCB là ${value(context, 'MA_LOAI_KCB')}`, fieldsOf('XML1', 1, 'MA_LOAI_KCB'));
      if (setting === 'outpatient' && outpatient === '') report(here, `Mã ${code(context)} chỉ dùng cho nội trú, MA_LOAI_KCB là ${value(context, 'MA_LOAI_KCB')}`, fieldsOf('XML1', 1, 'MA_LOAI_KCB'));
    },
  },
  {
    ...base, ...LUAT51, code: 'TUYEN-06', title: 'Mã đối tượng không hợp với cấp của cơ sở', severity: 'warning',
    remedy: 'Đối chiếu cấp chuyên môn, điểm và tuyến cũ của cơ sở trong danh mục Cơ sở KCB.',
    check: (context, report) => {
      const wanted = CLASS_OF[code(context)];
      if (!wanted) return;
      const facility = context.catalogues.find('facility', value(context, 'MA_CSKCB'), context.eventDate);
      const own = facility?.attributes['class'] ?? '';
      if (own === '') return context.undecidable(`cấp chuyên môn của cơ sở ${value(context, 'MA_CSKCB')}`);
      if (!wanted.includes(own)) report(here, `Mã ${code(context)} dùng ở cơ sở cấp ${wanted.map((name) => CLASS_NAMES[name]).join(' hoặc ')}, cơ sở ${value(context, 'MA_CSKCB')} là cấp ${CLASS_NAMES[own] ?? own}`, fieldsOf('XML1', 1, 'MA_CSKCB'));
    },
  },
  {
    ...base, ...QD130, code: 'TUYEN-07', title: 'Nơi chuyển đến trùng nơi đang khám', severity: 'warning',
    remedy: 'MA_NOI_DI là cơ sở khác đã chuyển người bệnh đến; MA_NOI_DEN là cơ sở khác nhận người bệnh.',
    check: (context, report) => {
      const facility = value(context, 'MA_CSKCB');
      if (facility === '') return;
      if (value(context, 'MA_NOI_DEN') === facility) report(at('XML1', 1, 'MA_NOI_DEN'), `MA_NOI_DEN trùng MA_CSKCB ${facility}`, fieldsOf('XML1', 1, 'MA_CSKCB'));
      // A re-examination paper may well be the facility's own.
      if (code(context) === '1.3' && value(context, 'MA_NOI_DI') === facility) report(at('XML1', 1, 'MA_NOI_DI'), `Mã 1.3 (được chuyển đến) nhưng MA_NOI_DI trùng MA_CSKCB ${facility}`, fieldsOf('XML1', 1, 'MA_CSKCB'));
    },
  },
  {
    ...base, ...QD130, code: 'TUYEN-08', title: 'Ghi đúng nơi đăng ký nhưng nơi đăng ký khác', severity: 'warning',
    remedy: 'Mã 1.1 chỉ dùng khi MA_DKBD là chính cơ sở đang khám; chọn lại mã đối tượng.',
    check: (context, report) => {
      const facility = value(context, 'MA_CSKCB');
      const registered = items(context.summary?.['MA_DKBD']);
      if (code(context) !== '1.1' || facility === '' || registered.length === 0 || registered.includes(facility)) return;
      report(here, `Mã 1.1 (đúng nơi đăng ký ban đầu) nhưng MA_DKBD ${registered.join(';')} khác MA_CSKCB ${facility}`, fieldsOf('XML1', 1, 'MA_DKBD', 'MA_CSKCB'));
    },
  },
];

const CLASS_NAMES: Readonly<Record<string, string>> = { ban_dau: 'ban đầu', co_ban: 'cơ bản', chuyen_sau: 'chuyên sâu' };
/** QĐ 3276, annex 1: the codes that name the level of the facility. */
const CLASS_OF: Readonly<Record<string, readonly string[]>> = {
  '1.2': ['ban_dau'], '1.11': ['ban_dau'], '1.12': ['co_ban'], '1.13': ['co_ban'], '1.14': ['co_ban'], '1.15': ['co_ban'], '1.16': ['co_ban'],
  '1.17': ['chuyen_sau'], '1.18': ['chuyen_sau'], '3.1': ['chuyen_sau'], '3.2': ['chuyen_sau'], '3.3': ['co_ban', 'chuyen_sau'], '3.6': ['chuyen_sau'],
};
