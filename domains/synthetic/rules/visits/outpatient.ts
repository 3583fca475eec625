import { addDays } from '#platform/catalogue/rules';
import type { Row, TableName } from '#domains/claim/rules';
import { at, officeMinute } from '../days.ts';
import type { Draft, DrugLine, ServiceLine } from '../draft.ts';
import type { Facility, Staff } from '../facilities.ts';
import { later } from '../lines.ts';
import { ageAt, type Person } from '../people.ts';
import type { Random } from '../random.ts';
import { CHRONIC, OUTPATIENT, STATION, type Scenario } from './scenario.ts';

export interface Occasion {
  readonly id: string;
  readonly random: Random;
  readonly facility: Facility;
  readonly person: Person;
  /** A working day. */
  readonly day: string;
  readonly hospital: Facility;
}

const HANDS = new Set(['khau-vet-thuong', 'xoa-bop']);
const LAB = new Set(['cbc', 'glucose', 'creatinin', 'ure', 'ast', 'alt', 'triglycerid', 'hba1c', 'dien-giai', 'nuoc-tieu', 'hiv', 'afb']);

/** Whoever does it: laboratory and imaging staff where the facility has them. */
export function performerOf(facility: Facility, key: string, doctor: Staff): Staff {
  if (HANDS.has(key)) return doctor;
  return facility.staff.find((s) => s.department === (LAB.has(key) ? 'K47' : 'K39')) ?? doctor;
}

/** One visit to a consulting room, morning or afternoon; at a station without tests. */
export function outpatient(occasion: Occasion): Draft {
  const { random, facility, person, day } = occasion;
  const station = facility.kind === 'station';
  const age = ageAt(person.bornDay, day);
  const scenario = random.weighted((station ? STATION : OUTPATIENT).filter((s) => age >= s.fromAge && age < s.toAge), (s) => s.weight);
  const arrival = at(day, officeMinute(random));
  const doctor = facility.staff[1] ?? facility.head;
  const services = [examination(facility, arrival), ...tests(occasion, scenario.services, later(arrival, 25), doctor)];
  const prescribed = later(arrival, scenario.services.length > 0 ? 110 : 20);
  const discharge = later(prescribed, 15);
  const insured = person.card !== null;
  return {
    id: occasion.id, facility, person, visitType: '01', category: insured ? categoryOf(facility, person) : '9', arrival, discharge, payment: later(discharge, 5),
    departments: ['K01'], doctor, complaint: scenario.complaint, mainDisease: scenario.disease, others: [...person.chronic],
    treatment: 'Điều trị nội khoa ngoại trú', treatmentDays: 0, drugs: prescribe(scenario.drugs, prescribed), services, supplies: suppliesFor(scenario, arrival),
    notes: [], cards: person.card ? [person.card] : [], ...extras(occasion, scenario, discharge, doctor),
  };
}

/** A regular visit for a long illness with four weeks of drugs: the visit type counts to the last covered day. */
export function chronicVisit(occasion: Occasion): Draft {
  const { random, facility, person, day } = occasion;
  const disease = person.chronic[0] ?? 'I10';
  const plan = CHRONIC[disease];
  if (!plan) throw new Error(`no plan for ${disease}`);
  const arrival = at(day, officeMinute(random));
  const doctor = facility.staff[1] ?? facility.head;
  const prescribed = later(arrival, 120);
  const insured = person.card !== null;
  const lastDay = addDays(day, 27);
  const appointment = addDays(day, 28);
  return {
    id: occasion.id, facility, person, visitType: '05', category: insured ? categoryOf(facility, person) : '9', arrival, admission: later(arrival, 10),
    discharge: `${lastDay}2359`, payment: later(prescribed, 20), departments: ['K01'], doctor, complaint: plan.complaint, mainDisease: disease,
    others: person.chronic.slice(1), treatment: 'Điều trị ngoại trú bệnh mạn tính', treatmentDays: 28, drugs: prescribe(plan.drugs, prescribed),
    services: [examination(facility, arrival)], supplies: [],
    notes: [{ at: later(arrival, 20), text: 'Huyết áp ổn định, không khó thở, không phù. CSST<M78_T36.6_HA130/80_NT18_SP98>' }],
    cards: person.card ? [person.card] : [], summary: { NGAY_TAI_KHAM: appointment },
    papers: new Map<TableName, readonly Row[]>([['XML14', [appointmentPaper(occasion, { doctor, arrival, admission: later(arrival, 10), discharge: `${lastDay}2359`, appointment, disease, category: insured ? categoryOf(facility, person) : '9', issued: day })]]]),
  };
}

export function categoryOf(facility: Facility, person: Person): string {
  if (facility.kind === 'station') return '1.2';
  if (person.card?.registeredAt === facility.code) return '1.1';
  return facility.kind === 'centre' ? '1.12' : '1.18';
}

export function examination(facility: Facility, arrival: string): ServiceLine {
  return { key: facility.kind === 'station' ? 'kham-tram' : 'kham', at: later(arrival, 5), result: later(arrival, 15) };
}

export function tests(occasion: Occasion, keys: readonly string[], from: string, doctor: Staff): ServiceLine[] {
  if (occasion.facility.kind === 'station') return [];
  return keys.map((key, i): ServiceLine => ({ key, at: later(from, i), done: later(from, 20 + i * 5), result: later(from, 50 + i * 5), ...performed(performerOf(occasion.facility, key, doctor)), ...(key === 'khau-vet-thuong' ? { anaesthesia: '2' } : {}) }));
}

/** Who does it, and the department that provides it. */
function performed(performer: Staff): Pick<ServiceLine, 'performer' | 'department'> {
  return { performer, department: performer.department };
}

export function prescribe(drugs: Scenario['drugs'], moment: string): DrugLine[] {
  return drugs.map(([key, perTime, times, days]) => ({ key, perTime, times, days, at: moment }));
}

function suppliesFor(scenario: Scenario, arrival: string): Draft['supplies'] {
  return scenario.services.includes('khau-vet-thuong')
    ? [{ key: 'chi-khau', quantity: '1.000', at: later(arrival, 25), insuredPrice: '30000.000', withService: 'khau-vet-thuong' }]
    : [];
}

/** Sick leave, or referral to the hospital, for some. */
function extras(occasion: Occasion, scenario: Scenario, discharge: string, doctor: Staff): Partial<Draft> {
  const { random, person, facility, day, hospital } = occasion;
  const age = ageAt(person.bornDay, day);
  const accident: Row = scenario.disease.startsWith('S') ? { MA_TAI_NAN: '8' } : {};
  if (person.card?.group === 'DN' && random.chance(0.5)) return { summary: accident, papers: new Map([['XML11', [sickLeave(occasion, doctor)]]]) };
  if (facility.kind === 'centre' && age >= 16 && random.chance(0.1)) {
    return {
      dischargeType: '2', outcome: '3', summary: { ...accident, MA_NOI_DEN: hospital.code },
      papers: new Map<TableName, readonly Row[]>([['XML13', [referral(occasion, scenario, discharge, doctor)]]]),
    };
  }
  return { summary: accident };
}

function sickLeave(occasion: Occasion, doctor: Staff): Row {
  const { random, person, day, facility } = occasion;
  const days = random.between(2, 5);
  return {
    SO_CT: occasion.id.slice(-8), SO_SERI: `NB${occasion.id.slice(-8)}`, SO_KCB: `KCB${occasion.id.slice(-6)}`, DON_VI: 'Công ty minh hoạ Tây Nguyên',
    MA_BHXH: person.card?.number.slice(-10) ?? '', MA_THE_BHYT: person.card?.number ?? '',
    PP_DIEUTRI: 'Nội khoa', SO_NGAY_NGHI: String(days), TU_NGAY: day, DEN_NGAY: addDays(day, days - 1), MA_TTDV: facility.head.licence, MA_BS: doctor.licence,
    NGAY_CT: day, MAU_SO: 'CT07',
  };
}

function referral(occasion: Occasion, scenario: Scenario, discharge: string, doctor: Staff): Row {
  const { person, facility, hospital } = occasion;
  return {
    SO_HOSO: `HS${occasion.id.slice(-8)}`, SO_CHUYENTUYEN: `CT${occasion.id.slice(-6)}`, GIAY_CHUYEN_TUYEN: `GCT${occasion.id.slice(-8)}`,
    MA_CSKCB: facility.code, MA_CSKCB_DEN: hospital.code, HO_TEN: person.name, NGAY_SINH: person.born, GIOI_TINH: person.sex === 'm' ? '1' : '2',
    MA_QUOCTICH: '000', MA_DANTOC: person.ethnic, MA_NGHE_NGHIEP: person.occupation, DIA_CHI: person.address, MA_THE_BHYT: person.card?.number ?? '',
    GT_THE_DEN: person.card?.to ?? '', NGAY_RA: discharge, DAU_HIEU_LS: 'Tỉnh, tiếp xúc tốt, cần làm thêm thăm dò chuyên khoa',
    QT_BENHLY: `${scenario.complaint}, điều trị chưa giảm`, TOMTAT_KQ: 'Kết quả xét nghiệm kèm theo', PP_DIEUTRI: 'Đã dùng thuốc theo đơn',
    MA_BENH_CHINH: scenario.disease, TINH_TRANG_CT: 'Ổn định, tự đi được', MA_LOAI_RV: '2', MA_LYDO_CT: '1', HUONG_DIEU_TRI: 'Khám chuyên khoa tuyến trên',
    PHUONGTIEN_VC: 'Tự túc', MA_BAC_SI: doctor.licence, MA_TTDV: facility.head.licence,
  };
}

function appointmentPaper(occasion: Occasion, visit: { doctor: Staff; arrival: string; admission: string; discharge: string; appointment: string; disease: string; category: string; issued: string }): Row {
  const { person, facility } = occasion;
  return {
    SO_GIAYHEN_KL: `HK${occasion.id.slice(-8)}`, MA_CSKCB: facility.code, HO_TEN: person.name, NGAY_SINH: person.born, GIOI_TINH: person.sex === 'm' ? '1' : '2',
    DIA_CHI: person.address, MA_THE_BHYT: person.card?.number ?? '', GT_THE_DEN: person.card?.to ?? '', NGAY_VAO: visit.arrival,
    NGAY_VAO_NOI_TRU: visit.admission, NGAY_RA: visit.discharge, NGAY_HEN_KL: visit.appointment, MA_BENH_CHINH: visit.disease,
    MA_DOITUONG_KCB: visit.category, MA_BAC_SI: visit.doctor.licence, MA_TTDV: facility.head.licence, NGAY_CT: visit.issued,
  };
}
