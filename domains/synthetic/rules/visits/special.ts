import { addDays } from '#platform/catalogue/rules';
import type { Row, TableName } from '#domains/claim/rules';
import { at, officeMinute } from '../days.ts';
import type { Draft } from '../draft.ts';
import { later } from '../lines.ts';
import type { Card, Person } from '../people.ts';
import { categoryOf, examination, outpatient, performerOf, prescribe, tests, type Occasion } from './outpatient.ts';
import { stay } from './inpatient.ts';

/** HIV care: XML6, antiretrovirals whose co-payment another source covers. */
export function hivCare(occasion: Occasion): Draft {
  const { random, facility, person, day } = occasion;
  const arrival = at(day, officeMinute(random));
  const doctor = facility.staff[1] ?? facility.head;
  const discharge = later(arrival, 100);
  const started = addDays(day, -random.between(200, 1500));
  const registered = facility.code;
  return {
    ...base(occasion, arrival, discharge), doctor, complaint: 'Tái khám, lĩnh thuốc', mainDisease: 'B24', others: [], treatment: 'Điều trị ARV',
    drugs: [{ key: 'tenofovir', perTime: 1, times: 1, days: 30, at: later(arrival, 60), ...(person.card ? { other: { kind: 'arv' as const, amount: '0', source: 'CL' as const } } : {}) }],
    services: [examination(facility, arrival)],
    papers: new Map<TableName, readonly Row[]>([['XML6', [{
      NGAYKD_HIV: addDays(started, -20), NOI_LAY_MAU_XN: registered, NOI_XN_KD: registered, NOI_BDDT_ARV: registered, BDDT_ARV: started,
      MA_PHAC_DO_DIEU_TRI_BD: '1A', MA_LYDO_DTRI: '3', LOAI_DTRI_LAO: '0', SANG_LOC_LAO: '2', KQ_DTRI_LAO: '7', MA_LOAI_BN: '1', GIAI_DOAN_LAM_SANG: '1',
      NHOM_DOI_TUONG: '11', MA_TINH_TRANG_DK: '9', MA_XU_TRI: '1', NGAY_BAT_DAU_XU_TRI: day, NGAY_KET_THUC_XU_TRI: addDays(day, 30),
      MA_PHAC_DO_DIEU_TRI: '1A', SO_NGAY_CAP_THUOC_ARV: '30', NGAY_CHUYEN_PHAC_DO: started, LY_DO_CHUYEN_PHAC_DO: '5',
    }]]]),
  };
}

/** Tuberculosis: XML15 and a sputum test. */
export function tuberculosis(occasion: Occasion): Draft {
  const { random, facility, day } = occasion;
  const arrival = at(day, officeMinute(random));
  const doctor = facility.staff[1] ?? facility.head;
  return {
    ...base(occasion, arrival, later(arrival, 150)), doctor, complaint: 'Ho kéo dài, sút cân', mainDisease: 'A15.0', others: [], treatment: 'Điều trị lao',
    drugs: prescribe([['paracetamol', 1, 2, 5]], later(arrival, 130)),
    services: [examination(facility, arrival), ...tests(occasion, ['afb', 'xquang-nguc'], later(arrival, 20), doctor)],
    papers: new Map<TableName, readonly Row[]>([['XML15', [{
      STT: '1', PHANLOAI_LAO_VITRI: '1', PHANLOAI_LAO_TS: '1', PHANLOAI_LAO_HIV: '2', PHANLOAI_LAO_VK: '1', PHANLOAI_LAO_KT: '1', LOAI_DTRI_LAO: '2',
      NGAYBD_DTRI_LAO: addDays(day, -30), PHACDO_DTRI_LAO: '1', KET_QUA_DTRI_LAO: '6',
    }]]]),
  };
}

/** An antenatal visit with rest ordered for the pregnancy: XML10. */
export function antenatal(occasion: Occasion): Draft {
  const { random, facility, day } = occasion;
  const arrival = at(day, officeMinute(random));
  const doctor = facility.staff.find((s) => s.department === 'K27') ?? facility.head;
  const days = random.between(7, 28);
  return {
    ...base(occasion, arrival, later(arrival, 120)), doctor, complaint: 'Đau bụng âm ỉ, thai 16 tuần', mainDisease: 'O26.9', others: [], treatment: 'Nghỉ dưỡng thai',
    drugs: [], services: [examination(facility, arrival), ...tests(occasion, ['sieu-am-thai'], later(arrival, 20), doctor)],
    papers: new Map<TableName, readonly Row[]>([['XML10', [{
      SO_SERI: `DT${occasion.id.slice(-8)}`, SO_CT: occasion.id.slice(-8), SO_NGAY: String(days), DON_VI: 'Hợp tác xã minh hoạ', CHAN_DOAN_RV: 'Nghỉ dưỡng thai, thai 16 tuần',
      TU_NGAY: day, DEN_NGAY: addDays(day, days - 1), MA_TTDV: facility.head.licence, TEN_BS: doctor.name, MA_BS: doctor.licence, NGAY_CT: day,
    }]]]),
  };
}

/** Mother and child: the birth with its certificate (XML9) and, some days later, the newborn's own stay on a temporary card. */
export function birth(occasion: Occasion): Draft[] {
  const { random, facility, person, day } = occasion;
  const mother = stay(occasion, { disease: 'O80.0', complaint: 'Đau bụng chuyển dạ', fromAge: 16, toAge: 45, weight: 1, drugs: [['oxytocin', 1, 1, 1]], services: ['cbc'] },
    { department: 'K27', bed: 'giuong-san', days: 3, operation: 'do-de' });
  const born = later(mother.admission ?? mother.arrival, 255);
  const grams = random.between(2600, 3800);
  const girl = random.chance(0.5);
  const temporary = `TE1${person.commune.province}${random.digits(9)}${random.between(1, 9)}`;
  const certificate: Row = {
    MA_BHXH_NND: person.card?.number.slice(-10) ?? '', MA_THE_NND: person.card?.number ?? '', HO_TEN_NND: person.name, NGAYSINH_NND: person.bornDay,
    MA_DANTOC_NND: person.ethnic, SO_CCCD_NND: person.citizenId, NGAYCAP_CCCD_NND: '20210915', NOICAP_CCCD_NND: 'Cục Cảnh sát QLHC về TTXH',
    NOI_CU_TRU_NND: person.address, MA_QUOCTICH: '000', MATINH_CU_TRU: person.commune.province, MAXA_CU_TRU: person.commune.code, MA_THE_TAM: temporary,
    GIOI_TINH_CON: girl ? '2' : '1', SO_CON: '1', LAN_SINH: '1', SO_CON_SONG: '1', CAN_NANG_CON: String(grams), NGAY_SINH_CON: born, NOI_SINH_CON: facility.name,
    TINH_TRANG_CON: 'Khoẻ mạnh', SINHCON_PHAUTHUAT: '0', SINHCON_DUOI32TUAN: '0', GHI_CHU: 'Sinh thường', NGUOI_DO_DE: mother.doctor.name,
    NGUOI_GHI_PHIEU: mother.doctor.name, NGAY_CT: mother.discharge.slice(0, 8), SO: occasion.id.slice(-6), QUYEN_SO: '01/2026', MA_TTDV: facility.head.licence,
  };
  const withPaper: Draft = {
    ...mother, summary: { ...mother.summary, CAN_NANG_CON: String(grams) }, papers: new Map<TableName, readonly Row[]>([...(mother.papers ?? []), ['XML9', [certificate]]]),
  };
  const card: Card = { number: temporary, group: 'TE', digit: '1', registeredAt: `${temporary.slice(3, 5)}000`, from: born.slice(0, 8), to: addDays(born.slice(0, 8), 60), fiveYears: '', region: '' };
  const baby: Person = { ...person, index: 500_000 + person.index, name: `Con bà ${person.name}`, sex: girl ? 'f' : 'm', born, bornDay: born.slice(0, 8), citizenId: '', occupation: '00000', card, weightKg: 3, chronic: [], mother: person };
  const child = stay({ ...occasion, id: `${occasion.id}C`, person: baby, day: addDays(day, 4), random: random.fork('child') },
    { disease: 'P59.9', complaint: 'Vàng da', fromAge: 0, toAge: 1, weight: 1, drugs: [], services: ['cbc'] }, { department: 'K18', bed: 'giuong-nhi', days: 3 });
  return [withPaper, { ...child, category: '1.7', summary: {} }];
}

/** The card changes while the patient is in bed: two cards in parallel lists, each line by the card of its day. */
export function cardChange(occasion: Occasion): Draft | null {
  const { person, day } = occasion;
  const old = person.card;
  if (!old) return null;
  const first: Card = { ...old, number: `GD4${old.number.slice(3)}`, group: 'GD', digit: '4', to: addDays(day, 1) };
  const second: Card = { ...old, number: `HN2${old.number.slice(3)}`, group: 'HN', digit: '2', from: addDays(day, 2) };
  const draft = stay(occasion, { disease: 'J18.9', complaint: 'Sốt, ho', fromAge: 0, toAge: 99, weight: 1, drugs: [['ceftriaxon', 1, 2, 1]], services: ['cbc', 'xquang-nguc'] },
    { department: 'K03', bed: 'giuong-noi', days: 5 });
  return { ...draft, cards: [first, second] };
}

/** Five continuous years and enough co-payment in the year: nothing more to pay from the stated moment. */
export function exemptStay(occasion: Occasion): Draft | null {
  const card = occasion.person.card;
  if (!card || card.fiveYears === '') return null;
  const draft = stay(occasion, { disease: 'J44.1', complaint: 'Khó thở', fromAge: 0, toAge: 99, weight: 1, drugs: [['salbutamol', 1, 3, 1]], services: ['cbc', 'xquang-nguc'] },
    { department: 'K03', bed: 'giuong-noi', days: 4 });
  return { ...draft, summary: { ...draft.summary, NGAY_MIEN_CCT: `${occasion.day.slice(0, 4)}0601` } };
}

/** Aid for this patient, aid to the facility, and a service outside the scope, in one outpatient visit. */
export function otherSources(occasion: Occasion): Draft {
  const { random } = occasion;
  const draft = outpatient(occasion);
  const patientAid = random.chance(0.5);
  const lastService = draft.services.length - 1;
  return {
    ...draft,
    services: [
      ...draft.services.map((line, i) => (i === lastService && draft.cards.length > 0
        ? { ...line, other: { kind: patientAid ? ('patient' as const) : ('facility' as const), amount: '10000', source: patientAid ? ('VTTN' as const) : ('NSNN' as const) } } : line)),
      { key: 'xoa-bop', at: later(draft.arrival, 6), done: later(draft.arrival, 8), result: later(draft.arrival, 18), outOfScope: true, performer: performerOf(occasion.facility, 'xoa-bop', draft.doctor) },
    ],
  };
}

/** Brought in by ambulance: an emergency, wherever the card is registered. */
export function emergency(occasion: Occasion): Draft {
  const draft = stay(occasion, { disease: 'K35.8', complaint: 'Đau bụng dữ dội', fromAge: 0, toAge: 99, weight: 1, drugs: [['ceftriaxon', 1, 2, 1]], services: ['cbc', 'sieu-am-bung'] },
    { department: 'K19', bed: 'giuong-ngoai', days: 5, operation: 'mo-ruot-thua' });
  return draft.cards.length > 0 ? { ...draft, category: '2', summary: {} } : draft;
}

function base(occasion: Occasion, arrival: string, discharge: string): Omit<Draft, 'doctor' | 'complaint' | 'mainDisease' | 'others' | 'treatment' | 'drugs' | 'services'> {
  const { facility, person } = occasion;
  return {
    id: occasion.id, facility, person, visitType: '01', category: person.card ? categoryOf(facility, person) : '9', arrival, discharge,
    payment: later(discharge, 5), departments: ['K01'], treatmentDays: 0, supplies: [], notes: [], cards: person.card ? [person.card] : [],
  };
}

