import type { Rule } from '../../../model/index.ts';
import { text } from '../../context.ts';
import { QD130, QD3176, QD4750, TT18 } from '../../laws.ts';
import { at, fieldsOf } from '../../place.ts';
import { daysApart, isDay, isMoment, showWhen } from '../../when.ts';

const base = { group: 'consistency', severity: 'warning', decidedBy: 'NGAY_RA', ...QD130 } as const;
const isTuberculosis = (code: string): boolean => /^(A1[5-9]|U84\.3)/.test(code);

/** The dates on papers: discharge, rest, sick leave, birth, re-examination, tuberculosis and HIV records. */
export const PAPER_RULES: readonly Rule[] = [
  {
    ...base, code: 'NGAY-10', title: 'Ngày cấp giấy ra viện khác ngày ra', tables: ['XML7'], remedy: 'NGAY_CT của giấy ra viện trùng ngày ra viện.',
    check: ({ rows }, report) => {
      rows('XML7').forEach((row, index) => {
        const issued = text(row, 'NGAY_CT');
        const left = text(row, 'NGAY_RA').slice(0, 8);
        if (isDay(issued) && isDay(left) && issued !== left) report(at('XML7', index + 1, 'NGAY_CT'), `Giấy ra viện cấp ${showWhen(issued)}, ngày ra ${showWhen(left)}`, fieldsOf('XML7', index + 1, 'NGAY_RA'));
      });
    },
  },
  {
    ...base, code: 'NGAY-11', title: 'Số ngày nghỉ sau ra viện không khớp', tables: ['XML7'], remedy: 'Ghi đủ SO_NGAY_NGHI, NGOAITRU_TUNGAY, NGOAITRU_DENNGAY hoặc để trống cả ba; số ngày tính cả ngày đầu.',
    check: ({ rows }, report) => {
      rows('XML7').forEach((row, index) => {
        const written = ['SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY'].filter((field) => text(row, field) !== '' && text(row, field) !== '0');
        const related = fieldsOf('XML7', index + 1, 'SO_NGAY_NGHI', 'NGOAITRU_TUNGAY', 'NGOAITRU_DENNGAY');
        if (written.length === 1 || written.length === 2) return report(at('XML7', index + 1, 'SO_NGAY_NGHI'), `Nghỉ ngoại trú chỉ ghi ${written.join(', ')}; phải ghi đủ ba trường hoặc để trống cả ba`, related);
        const days = daysApart(text(row, 'NGOAITRU_TUNGAY'), text(row, 'NGOAITRU_DENNGAY'));
        if (Number.isNaN(days)) return;
        if (days < 0) report(at('XML7', index + 1, 'NGOAITRU_DENNGAY'), `Nghỉ đến ${showWhen(text(row, 'NGOAITRU_DENNGAY'))} trước ngày bắt đầu ${showWhen(text(row, 'NGOAITRU_TUNGAY'))}`, related);
        else if (days + 1 !== Number(text(row, 'SO_NGAY_NGHI'))) report(at('XML7', index + 1, 'SO_NGAY_NGHI'), `SO_NGAY_NGHI ${text(row, 'SO_NGAY_NGHI')} ≠ ${days + 1} ngày từ ${showWhen(text(row, 'NGOAITRU_TUNGAY'))} đến ${showWhen(text(row, 'NGOAITRU_DENNGAY'))}`, related);
      });
    },
  },
  {
    ...base, ...TT18, code: 'NGAY-12', title: 'Giấy nghỉ việc hưởng BHXH sai số ngày', tables: ['XML11'], remedy: 'SO_NGAY_NGHI tính cả ngày đầu, tối đa 30 ngày một lần (lao 180, sẩy thai từ 13 tuần 50).',
    check: ({ rows, summary, catalogues, eventDate, undecidable }, report) => {
      rows('XML11').forEach((row, index) => {
        const place = at('XML11', index + 1, 'SO_NGAY_NGHI');
        const related = fieldsOf('XML11', index + 1, 'TU_NGAY', 'DEN_NGAY');
        const written = text(row, 'SO_NGAY_NGHI');
        if (!/^\d+$/.test(written)) return;
        const days = daysApart(text(row, 'TU_NGAY'), text(row, 'DEN_NGAY'));
        if (days < 0) return report(at('XML11', index + 1, 'DEN_NGAY'), `Nghỉ đến ${showWhen(text(row, 'DEN_NGAY'))} trước ngày bắt đầu ${showWhen(text(row, 'TU_NGAY'))}`, related);
        if (!Number.isNaN(days) && Number(written) !== days && Number(written) !== days + 1) report(place, `SO_NGAY_NGHI ${written} ≠ ${days + 1} ngày từ ${showWhen(text(row, 'TU_NGAY'))} đến ${showWhen(text(row, 'DEN_NGAY'))}`, related);
        const name = isTuberculosis(text(summary, 'MA_BENH_CHINH')) ? 'sick-leave-days-tb' : text(row, 'MA_DINH_CHI_THAI') === '1' ? 'sick-leave-days-abortion' : 'sick-leave-days';
        const most = catalogues.parameter(name, eventDate);
        if (most === undefined) undecidable(`tham số ${name}`);
        else if (Number(written) > Number(most)) report(place, `SO_NGAY_NGHI ${written} vượt tối đa ${most} ngày một lần cấp giấy`, related);
      });
    },
  },
  {
    ...base, code: 'NGAY-13', title: 'Giấy nghỉ dưỡng thai sai số ngày', tables: ['XML10'], remedy: 'SO_NGAY bằng số ngày từ TU_NGAY đến DEN_NGAY, không quá 180.',
    check: ({ rows, catalogues, eventDate, undecidable }, report) => {
      rows('XML10').forEach((row, index) => {
        const written = text(row, 'SO_NGAY');
        const related = fieldsOf('XML10', index + 1, 'TU_NGAY', 'DEN_NGAY');
        const days = daysApart(text(row, 'TU_NGAY'), text(row, 'DEN_NGAY'));
        if (!/^\d+$/.test(written)) return;
        if (days < 0) return report(at('XML10', index + 1, 'DEN_NGAY'), `Nghỉ đến ${showWhen(text(row, 'DEN_NGAY'))} trước ngày bắt đầu ${showWhen(text(row, 'TU_NGAY'))}`, related);
        // The text says DEN − TU, its own example counts the first day too: both pass.
        if (!Number.isNaN(days) && Number(written) !== days && Number(written) !== days + 1) report(at('XML10', index + 1, 'SO_NGAY'), `SO_NGAY ${written} ≠ ${days + 1} ngày từ ${showWhen(text(row, 'TU_NGAY'))} đến ${showWhen(text(row, 'DEN_NGAY'))}`, related);
        const most = catalogues.parameter('maternity-rest-days', eventDate);
        if (most === undefined) undecidable('tham số maternity-rest-days');
        else if (Number(written) > Number(most)) report(at('XML10', index + 1, 'SO_NGAY'), `SO_NGAY ${written} vượt tối đa ${most} ngày`, related);
      });
    },
  },
  {
    ...base, code: 'NGAY-24', title: 'Ngày nghỉ không bắt đầu từ ngày khám', tables: ['XML10', 'XML11'], remedy: 'TU_NGAY trùng ngày khám; giấy không cấp trước khi người bệnh đến khám.',
    check: ({ rows, summary }, report) => {
      const came = text(summary, 'NGAY_VAO').slice(0, 8);
      const left = text(summary, 'NGAY_RA').slice(0, 8);
      if (!isDay(came) || !isDay(left)) return;
      for (const table of ['XML10', 'XML11'] as const) {
        rows(table).forEach((row, index) => {
          const from = text(row, 'TU_NGAY');
          const issued = text(row, 'NGAY_CT');
          // Seen in the evening, at rest from the morning after.
          if (isDay(from) && (from < came || daysApart(left, from) > 1)) report(at(table, index + 1, 'TU_NGAY'), `${table} dòng ${index + 1}: nghỉ từ ${showWhen(from)}, đợt khám ${showWhen(came)} – ${showWhen(left)}`, fieldsOf('XML1', 1, 'NGAY_VAO', 'NGAY_RA'));
          if (isDay(issued) && issued < came) report(at(table, index + 1, 'NGAY_CT'), `${table} dòng ${index + 1}: giấy cấp ${showWhen(issued)} trước ngày khám ${showWhen(came)}`, fieldsOf('XML1', 1, 'NGAY_VAO'));
        });
      }
    },
  },
  {
    ...base, ...QD3176, code: 'NGAY-22', title: 'Chẩn đoán nghỉ dưỡng thai thiếu cụm từ', severity: 'info', tables: ['XML10'], remedy: 'CHAN_DOAN_RV của giấy nghỉ dưỡng thai phải có cụm "dưỡng thai".',
    check: ({ rows }, report) => {
      rows('XML10').forEach((row, index) => {
        const diagnosis = text(row, 'CHAN_DOAN_RV');
        if (diagnosis !== '' && !diagnosis.toLowerCase().normalize('NFC').includes('dưỡng thai')) report(at('XML10', index + 1, 'CHAN_DOAN_RV'), 'CHAN_DOAN_RV không có cụm "dưỡng thai"');
      });
    },
  },
  {
    ...base, ...QD4750, code: 'NGAY-14', title: 'Ngày hẹn khám lại không hợp lý', tables: ['XML14'], remedy: 'NGAY_HEN_KL không trước ngày ra và nằm trong NGAY_TAI_KHAM của XML1.',
    check: ({ rows, summary }, report) => {
      rows('XML14').forEach((row, index) => {
        const planned = text(row, 'NGAY_HEN_KL').slice(0, 8);
        const left = text(summary, 'NGAY_RA').slice(0, 8);
        const place = at('XML14', index + 1, 'NGAY_HEN_KL');
        const foreseen = ['02', '05', '07'].includes(text(summary, 'MA_LOAI_KCB'));
        const earliest = foreseen ? text(summary, 'NGAY_VAO').slice(0, 8) : left;
        if (isDay(planned) && isDay(earliest) && planned < earliest) report(place, `NGAY_HEN_KL ${showWhen(planned)} trước ${foreseen ? 'ngày khám' : 'ngày ra'} ${showWhen(earliest)}`, fieldsOf('XML1', 1, 'NGAY_RA'));
        const listed = text(summary, 'NGAY_TAI_KHAM').split(';').map((day) => day.trim());
        if (isDay(planned) && listed[0] !== '' && !listed.includes(planned)) report(place, `NGAY_HEN_KL ${showWhen(planned)} không có trong NGAY_TAI_KHAM ${listed.join(';')}`, fieldsOf('XML1', 1, 'NGAY_TAI_KHAM'));
      });
    },
  },
  {
    ...base, code: 'NGAY-20', title: 'Ngày của hồ sơ HIV, lao sai thứ tự', tables: ['XML6', 'XML15'], remedy: 'Ngày bắt đầu không sau ngày kết thúc; số ngày cấp thuốc không dài hơn đợt.',
    check: ({ rows }, report) => {
      for (const [table, from, to] of ORDERED) {
        rows(table).forEach((row, index) => {
          if (isDay(text(row, from)) && isDay(text(row, to)) && text(row, to) < text(row, from)) report(at(table, index + 1, to), `${table} dòng ${index + 1}: ${to} ${showWhen(text(row, to))} trước ${from} ${showWhen(text(row, from))}`, fieldsOf(table, index + 1, from));
        });
      }
      rows('XML6').forEach((row, index) => {
        const days = daysApart(text(row, 'NGAY_BAT_DAU_XU_TRI'), text(row, 'NGAY_KET_THUC_XU_TRI'));
        const given = text(row, 'SO_NGAY_CAP_THUOC_ARV');
        if (/^\d+$/.test(given) && days >= 0 && Number(given) > days + 1) report(at('XML6', index + 1, 'SO_NGAY_CAP_THUOC_ARV'), `XML6 dòng ${index + 1}: cấp thuốc ${given} ngày, đợt xử trí chỉ ${days + 1} ngày`, fieldsOf('XML6', index + 1, 'NGAY_BAT_DAU_XU_TRI', 'NGAY_KET_THUC_XU_TRI'));
      });
    },
  },
  {
    ...base, code: 'NGAY-23', title: 'Giấy chứng sinh không khớp đợt', tables: ['XML9'], remedy: 'Ngày sinh con nằm trong đợt khám, chữa bệnh của mẹ; giấy cấp sau khi sinh; ghi chú theo mẫu câu quy định.',
    check: ({ rows, summary }, report) => {
      rows('XML9').forEach((row, index) => {
        const born = text(row, 'NGAY_SINH_CON');
        const issued = text(row, 'NGAY_CT');
        const place = at('XML9', index + 1, 'NGAY_SINH_CON');
        if (isMoment(born) && isDay(issued) && issued < born.slice(0, 8)) report(at('XML9', index + 1, 'NGAY_CT'), `Giấy chứng sinh cấp ${showWhen(issued)} trước khi sinh ${showWhen(born)}`, [place]);
        const left = text(summary, 'NGAY_RA');
        if (isMoment(born) && isMoment(left) && born > left) report(place, `Sinh con ${showWhen(born)} sau ngày ra ${showWhen(left)}`, fieldsOf('XML1', 1, 'NGAY_RA'));
        const wanted = BIRTH_NOTES[`${text(row, 'SINHCON_PHAUTHUAT')}${text(row, 'SINHCON_DUOI32TUAN')}`];
        if (wanted !== undefined && text(row, 'GHI_CHU') !== '' && text(row, 'GHI_CHU').normalize('NFC') !== wanted) report(at('XML9', index + 1, 'GHI_CHU'), `GHI_CHU phải ghi đúng «${wanted}»`, fieldsOf('XML9', index + 1, 'SINHCON_PHAUTHUAT', 'SINHCON_DUOI32TUAN'));
      });
    },
  },
];

const ORDERED = [
  ['XML6', 'NGAYBD_DTRI_LAO', 'NGAYKT_DTRI_LAO'], ['XML6', 'NGAY_BAT_DAU_XU_TRI', 'NGAY_KET_THUC_XU_TRI'], ['XML6', 'NGAY_XN_TLVR', 'NGAY_KQ_XN_TLVR'],
  ['XML6', 'NGAY_XN_PCR', 'NGAY_KQ_XN_PCR'], ['XML15', 'NGAYBD_DTRI_LAO', 'NGAYKT_DTRI_LAO'],
] as const;

const BIRTH_NOTES: Readonly<Record<string, string>> = { '10': 'Sinh con phải phẫu thuật', '01': 'Sinh con dưới 32 tuần tuổi', '11': 'Phẫu thuật, sinh con dưới 32 tuần tuổi' };
