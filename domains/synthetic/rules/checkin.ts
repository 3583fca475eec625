import type { Dossier, Row } from '#domains/claim/rules';
import { tableOf } from './assemble.ts';
import type { Draft } from './draft.ts';
import { need, type World } from './world.ts';

/** XML0: sent after the first cost of the visit. None for emergencies. */
export function checkIn(world: World, draft: Draft, position: number): Dossier | null {
  const first = draft.services[0];
  if (!first || draft.category === '2') return null;
  const service = need(world.services, first.key);
  const card = draft.cards[0];
  const { person } = draft;
  const row: Row = {
    MA_LK: draft.id, STT: String(position), MA_BN: `BN${draft.facility.code}${String(person.index).padStart(6, '0')}`, HO_TEN: person.name, SO_CCCD: person.citizenId,
    NGAY_SINH: person.born, GIOI_TINH: person.sex === 'm' ? '1' : '2', MA_THE_BHYT: card?.number ?? '', MA_DKBD: card?.registeredAt ?? '', GT_THE_TU: card?.from ?? '',
    GT_THE_DEN: card?.to ?? '', MA_DOITUONG_KCB: draft.category, NGAY_VAO: draft.arrival, NGAY_VAO_NOI_TRU: draft.admission ?? '',
    LY_DO_VNT: draft.admission ? 'Cần theo dõi và điều trị tại khoa' : '', MA_LOAI_KCB: draft.visitType, MA_CSKCB: draft.facility.code,
    MA_DICH_VU: service.MA_DICH_VU, TEN_DICH_VU: service.TEN_DICH_VU, NGAY_YL: first.at,
  };
  return { kind: 'checkin', position, facility: draft.facility.code, createdOn: '', tables: new Map([['XML0', tableOf('XML0', [row])]]), problems: [] };
}

/** XML12: a medical assessment council's record of an insured person with papers, for the separate assessment file. */
export function assessment(draft: Draft, position: number, day: string): Dossier | null {
  const { person } = draft;
  if (!person.card || person.citizenId === '' || person.phone === '') return null;
  const row: Row = {
    NGUOI_CHU_TRI: draft.facility.head.name, CHUC_VU: '1', NGAY_HOP: day, HO_TEN: person.name, NGAY_SINH: person.bornDay, SO_CCCD: person.citizenId,
    NGAY_CAP_CCCD: '20210915', NOI_CAP_CCCD: 'Cục Cảnh sát QLHC về TTXH', DIA_CHI: person.address, MATINH_CU_TRU: person.commune.province, MAXA_CU_TRU: person.commune.code,
    MA_BHXH: person.card.number.slice(-10), MA_THE_BHYT: person.card.number, DIEN_THOAI: person.phone, MA_DOI_TUONG: 'BHXH1L', KHAM_GIAM_DINH: '1',
    SO_BIEN_BAN: `BB${position}`, DANG_HUONG_CHE_DO: '7', NGAY_CHUNG_TU: day, SO_GIAY_GIOI_THIEU: `GT${position}`, NGAY_DE_NGHI: day, MA_DONVI: 'DV0001',
    GIOI_THIEU_CUA: 'Bảo hiểm xã hội tỉnh', KET_QUA_KHAM: 'Hạn chế vận động khớp gối', SO_VAN_BAN_CAN_CU: 'TT 22/2017/TT-BYT', TYLE_TTCT_MOI: '31', TONG_TYLE_TTCT: '31',
    DE_NGHI: 'Hưởng chế độ theo quy định', DUOC_XACDINH: 'Không cần người chăm sóc',
  };
  return { kind: 'assessment', position, facility: '', createdOn: '', tables: new Map([['XML12', tableOf('XML12', [row])]]), problems: [] };
}
