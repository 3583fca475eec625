import type { Row } from '#domains/claim/rules';
import { money, scaled } from './amounts.ts';
import type { Draft } from './draft.ts';
import { PROVINCE } from './facilities.ts';
import type { World } from './world.ts';

/** XML1: who, when, what for, and the sums of the lines. */
export function summaryRow(world: World, draft: Draft, drugs: readonly Row[], services: readonly Row[]): Row {
  const { person, cards } = draft;
  const lines = [...drugs, ...services];
  const sum = (rows: readonly Row[], field: string) => money(rows.reduce((total, row) => total + scaled(row[field] ?? '0', 2), 0n));
  const list = (values: readonly string[]) => values.join(';');
  const diagnosis = [draft.mainDisease, ...draft.others].map((code) => `${code} - ${world.disease(code)}`).join('; ');
  const operations = [...new Set(services.map((row) => row['MA_PTTT_QT'] ?? '').filter((code) => code !== ''))];
  return {
    STT: '1', MA_BN: `BN${draft.facility.code}${String(person.index).padStart(6, '0')}`, HO_TEN: person.name, SO_CCCD: person.citizenId,
    NGAY_SINH: person.born, GIOI_TINH: person.sex === 'm' ? '1' : '2', MA_QUOCTICH: '000', MA_DANTOC: person.ethnic, MA_NGHE_NGHIEP: person.occupation,
    DIA_CHI: person.address, MATINH_CU_TRU: PROVINCE, MAXA_CU_TRU: person.commune.code, DIEN_THOAI: person.phone,
    MA_THE_BHYT: list(cards.map((c) => c.number)), MA_DKBD: list(cards.map((c) => c.registeredAt)), GT_THE_TU: list(cards.map((c) => c.from)),
    GT_THE_DEN: list(cards.map((c) => c.to)), MA_KHUVUC: cards[0]?.region ?? '', NAM_NAM_LIEN_TUC: cards[0]?.fiveYears ?? '',
    LY_DO_VV: draft.complaint, LY_DO_VNT: draft.admission ? 'Cần theo dõi và điều trị tại khoa' : '',
    CHAN_DOAN_VAO: world.disease(draft.mainDisease), CHAN_DOAN_RV: diagnosis, MA_BENH_CHINH: draft.mainDisease, MA_BENH_KT: list(draft.others),
    MA_PTTT_QT: list(operations), MA_DOITUONG_KCB: draft.category, NGAY_VAO: draft.arrival, NGAY_VAO_NOI_TRU: draft.admission ?? '',
    NGAY_RA: draft.discharge, SO_NGAY_DTRI: String(draft.treatmentDays), PP_DIEU_TRI: draft.treatment, KET_QUA_DTRI: draft.outcome ?? '2',
    MA_LOAI_RV: draft.dischargeType ?? '1', GHI_CHU: 'Uống thuốc theo đơn, tái khám khi có dấu hiệu bất thường', NGAY_TTOAN: draft.payment,
    T_THUOC: sum(drugs, 'THANH_TIEN_BV'), T_VTYT: sum(services.filter((row) => row['MA_NHOM'] === '10'), 'THANH_TIEN_BV'),
    T_TONGCHI_BV: sum(lines, 'THANH_TIEN_BV'), T_TONGCHI_BH: sum(lines, 'THANH_TIEN_BH'), T_BNTT: sum(lines, 'T_BNTT'), T_BNCCT: sum(lines, 'T_BNCCT'),
    T_BHTT: sum(lines, 'T_BHTT'), T_NGUONKHAC: sum(lines, 'T_NGUONKHAC'), T_BHTT_GDV: sum(lines, 'T_BHTT'),
    NAM_QT: draft.payment.slice(0, 4), THANG_QT: String(Number(draft.payment.slice(4, 6))), MA_LOAI_KCB: draft.visitType,
    MA_KHOA: list(draft.departments), MA_CSKCB: draft.facility.code, CAN_NANG: String(person.weightKg), MA_HSBA: `${draft.facility.code}/${draft.id.slice(-8)}`,
    MA_TTDV: draft.facility.head.licence, ...draft.summary,
  };
}
