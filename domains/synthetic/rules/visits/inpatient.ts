import { addDays } from '#platform/catalogue/rules';
import type { Row, TableName } from '#domains/claim/rules';
import { at } from '../days.ts';
import type { Draft, DrugLine, ServiceLine } from '../draft.ts';
import { later } from '../lines.ts';
import { surnameOf } from '../names.ts';
import { ageAt } from '../people.ts';
import { tests, type Occasion } from './outpatient.ts';
import { INPATIENT, type Scenario } from './scenario.ts';

/** A stay of some days on a ward: bed, daily drugs and notes, discharge paper and summary. */
export function inpatient(occasion: Occasion): Draft {
  const age = ageAt(occasion.person.bornDay, occasion.day);
  const scenario = occasion.random.weighted(INPATIENT.filter((s) => age >= s.fromAge && age < s.toAge), (s) => s.weight);
  const child = age < 16;
  return stay(occasion, scenario, { department: child ? 'K18' : 'K03', bed: child ? 'giuong-nhi' : 'giuong-noi', days: occasion.random.between(2, 6) });
}

/** Appendix out through the keyhole: a hospital stay with an operation. */
export function surgery(occasion: Occasion): Draft {
  const scenario: Scenario = {
    disease: 'K35.8', complaint: 'Đau hố chậu phải, sốt', fromAge: 6, toAge: 80, weight: 1,
    drugs: [['ceftriaxon', 1, 2, 1], ['metronidazol', 1, 2, 1]], services: ['cbc', 'sieu-am-bung'],
  };
  return stay(occasion, scenario, { department: 'K19', bed: 'giuong-ngoai', days: occasion.random.between(4, 6), operation: 'mo-ruot-thua' });
}

export interface Ward { readonly department: string; readonly bed: string; readonly days: number; readonly operation?: string }

export function stay(occasion: Occasion, scenario: Scenario, ward: Ward): Draft {
  const { random, facility, person, day } = occasion;
  const arrival = at(day, random.between(7 * 60 + 20, 14 * 60));
  const admission = later(arrival, 45);
  const lastDay = addDays(day, ward.days);
  const discharge = at(lastDay, random.between(9 * 60, 10 * 60 + 30));
  const doctor = facility.staff.find((s) => s.department === ward.department) ?? facility.head;
  const insured = person.card !== null;
  const operationAt = later(admission, 240);
  const services: ServiceLine[] = [
    ...tests(occasion, scenario.services, later(arrival, 10), doctor),
    ...(ward.operation ? [{ key: ward.operation, at: later(admission, 180), done: operationAt, result: later(operationAt, 75), anaesthesia: '1', department: ward.department, performer: doctor }] : []),
    { key: ward.bed, at: admission, result: discharge, quantity: `${ward.days}.000`, department: ward.department, bed: `H0${random.between(10, 48)}` },
  ];
  const drugs = Array.from({ length: ward.days }, (_, d) => d).flatMap((d) =>
    scenario.drugs.map(([key, perTime, times, days]): DrugLine => ({ key, perTime, times, days, at: d === 0 ? later(admission, 15) : at(addDays(day, d), 8 * 60 + 10), department: ward.department })));
  const referred = facility.kind === 'hospital' && insured && random.chance(0.5);
  const category = !insured ? '9' : referred ? '1.3' : person.card?.registeredAt === facility.code ? '1.1' : facility.kind === 'hospital' ? '3.2' : '1.15';
  const treatment = ward.operation ? 'Phẫu thuật và kháng sinh' : 'Kháng sinh, truyền dịch, nâng đỡ';
  return {
    id: occasion.id, facility, person, visitType: '03', category, arrival, admission, discharge, payment: later(discharge, 30),
    departments: [ward.department], doctor, complaint: scenario.complaint, mainDisease: scenario.disease, others: person.chronic, treatment,
    treatmentDays: ward.days + 1, outcome: '1', drugs,
    services,
    supplies: [
      { key: 'bom-tiem', quantity: `${ward.days * 2}.000`, at: later(admission, 16), department: ward.department },
      { key: 'day-truyen', quantity: `${ward.days}.000`, at: later(admission, 17), department: ward.department },
      { key: 'kim-luon', quantity: '1.000', at: later(admission, 18), department: ward.department },
    ],
    notes: Array.from({ length: ward.days }, (_, d) => ({
      at: d === 0 ? later(admission, 10) : at(addDays(day, d), 8 * 60), text: `Ngày điều trị thứ ${d + 1}: người bệnh tỉnh, đỡ mệt. CSST<M${random.between(70, 90)}_T37_HA120/70_NT18_SP98>`,
      ...(ward.operation && d === 0 ? { operation: 'Phẫu thuật nội soi theo quy trình, thuận lợi' } : {}),
    })),
    cards: person.card ? [person.card] : [],
    summary: referred ? { MA_NOI_DI: '62991', GIAY_CHUYEN_TUYEN: `GCT${occasion.id.slice(-8)}` } : {},
    papers: dischargePapers(occasion, { arrival, discharge, department: ward.department, disease: scenario.disease, treatment, complaint: scenario.complaint, licence: doctor.licence, doctor: doctor.name, outcome: '1' }),
  };
}

export interface PaperFacts {
  readonly arrival: string; readonly discharge: string; readonly department: string; readonly disease: string; readonly treatment: string;
  readonly complaint: string; readonly licence: string; readonly doctor: string; readonly outcome: string;
}

/** XML7 and XML8 of a stay. */
export function dischargePapers(occasion: Occasion, facts: PaperFacts): Map<TableName, readonly Row[]> {
  const { person, facility } = occasion;
  const issued = facts.discharge.slice(0, 8);
  const child = ageAt(person.bornDay, issued) < 16;
  const mother = person.mother?.name ?? '';
  const father = child && mother === '' ? `${surnameOf(person.name)} Minh` : '';
  return new Map<TableName, readonly Row[]>([
    ['XML7', [{
      SO_LUU_TRU: `${facility.code}/${occasion.id.slice(-8)}`, MA_YTE: `BN${facility.code}${String(person.index).padStart(6, '0')}`, MA_KHOA_RV: facts.department,
      NGAY_VAO: facts.arrival, NGAY_RA: facts.discharge, MA_DINH_CHI_THAI: '0', CHAN_DOAN_RV: '', PP_DIEUTRI: facts.treatment,
      GHI_CHU: 'Nghỉ ngơi, uống thuốc theo đơn', MA_TTDV: facility.head.licence, MA_BS: facts.licence, TEN_BS: facts.doctor, NGAY_CT: issued,
      HO_TEN_CHA: father, HO_TEN_ME: child ? mother : '', MA_ME: child ? (person.mother?.card?.number.slice(-10) ?? '') : '',
    }]],
    ['XML8', [{
      MA_LOAI_KCB: '03', HO_TEN_ME: child ? mother : '', NGUOI_GIAM_HO: father, NGAY_VAO: facts.arrival, NGAY_RA: facts.discharge,
      CHAN_DOAN_VAO: '', CHAN_DOAN_RV: '', QT_BENHLY: `${facts.complaint} trước khi vào viện vài ngày`, TOMTAT_KQ: 'Kết quả cận lâm sàng phù hợp chẩn đoán',
      PP_DIEUTRI: facts.treatment, KET_QUA_DTRI: facts.outcome, GHI_CHU: child ? `Người nuôi dưỡng: ${mother || `người giám hộ của ${person.name}`}` : '',
      MA_TTDV: facility.head.licence, NGAY_CT: issued,
    }]],
  ]);
}
