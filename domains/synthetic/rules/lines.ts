import type { Row } from '#domains/claim/rules';
import { lineAmounts, money, type LineAmounts, type LineInput } from './amounts.ts';
import { at } from './days.ts';
import type { Draft, DrugLine, ServiceLine, SupplyLine } from './draft.ts';
import { levelOf } from './level.ts';
import { need, type World } from './world.ts';

/** Σ THANH_TIEN_BH of the visit in hundredths; does not depend on the level. */
export function insuredTotalOf(world: World, draft: Draft): bigint {
  const inputs = [
    ...draft.drugs.map((line) => drugInput(world, draft, line, '100')),
    ...draft.services.map((line) => serviceInput(world, draft, line, '100')),
    ...draft.supplies.map((line) => supplyInput(world, draft, line, '100')),
  ];
  return inputs.reduce((sum, input) => sum + lineAmounts(input).bh, 0n);
}

export function drugRows(world: World, draft: Draft, total: bigint): Row[] {
  return draft.drugs.map((line, i) => {
    const drug = need(world.drugs, line.key);
    const level = levelOf(draft, total, line.at);
    const input = drugInput(world, draft, line, level);
    const unit = drug.DON_VI_TINH;
    return {
      STT: String(i + 1), MA_THUOC: drug.MA_THUOC, MA_NHOM: '4', TEN_THUOC: drug.TEN_THUOC, DON_VI_TINH: unit, HAM_LUONG: drug.HAM_LUONG,
      DUONG_DUNG: drug.DUONG_DUNG, DANG_BAO_CHE: drug.DANG_BAO_CHE,
      LIEU_DUNG: `${line.perTime} ${unit}/lần * ${line.times} lần/ngày * ${line.days} ngày [${line.perTime * line.times} ${unit}/ngày]`,
      CACH_DUNG: 'Theo chỉ định', SO_DANG_KY: drug.SO_DANG_KY, TT_THAU: drug.TT_THAU, ...scope(input),
      SO_LUONG: input.quantity, DON_GIA: input.price, ...amounts(input, level),
      MA_KHOA: line.department ?? firstDepartment(draft), MA_BAC_SI: draft.doctor.licence, NGAY_YL: line.at, NGAY_TH_YL: later(line.at, 10),
      MA_PTTT: '1', NGUON_CTRA: line.source ?? '1',
    };
  });
}

export function serviceRows(world: World, draft: Draft, total: bigint): Row[] {
  const services = draft.services.map((line): Row => {
    const service = need(world.services, line.key);
    const level = levelOf(draft, total, line.at);
    const input = serviceInput(world, draft, line, level);
    const performer = line.performer ?? draft.doctor;
    const machine = draft.facility.machines.find((m) => m.group === service.machine);
    const performed = ['1', '2', '3', '8', '18'].includes(service.MA_NHOM);
    const operated = service.MA_NHOM === '8' || service.MA_NHOM === '18';
    return {
      MA_DICH_VU: service.MA_DICH_VU, MA_PTTT_QT: operated ? service.icd9cm : '', MA_NHOM: service.MA_NHOM, TEN_DICH_VU: service.TEN_DICH_VU,
      DON_VI_TINH: service.DON_VI_TINH, ...scope(input), SO_LUONG: input.quantity, DON_GIA_BV: input.price, DON_GIA_BH: input.price,
      TYLE_TT_DV: String(input.serviceRatio), ...amounts(input, level), MA_KHOA: line.department ?? firstDepartment(draft),
      MA_GIUONG: line.bed ?? '', MA_BAC_SI: draft.doctor.licence, NGUOI_THUC_HIEN: performed ? performer.licence : '',
      MA_BENH: line.disease ?? draft.mainDisease, NGAY_YL: line.at, NGAY_TH_YL: performed ? (line.done ?? later(line.at, 15)) : '',
      NGAY_KQ: line.result ?? (performed ? later(line.done ?? later(line.at, 15), 20) : ''),
      MA_PTTT: '1', PP_VO_CAM: line.anaesthesia ?? '', MA_MAY: machine?.code ?? '',
    };
  });
  const supplies = draft.supplies.map((line): Row => {
    const supply = need(world.supplies, line.key);
    const level = levelOf(draft, total, line.at);
    const input = supplyInput(world, draft, line, level);
    return {
      MA_DICH_VU: line.withService ? need(world.services, line.withService).MA_DICH_VU : '', MA_VAT_TU: supply.MA_VAT_TU, MA_NHOM: '10', TEN_VAT_TU: supply.TEN_VAT_TU,
      TEN_DICH_VU: line.withService ? need(world.services, line.withService).TEN_DICH_VU : '',
      DON_VI_TINH: supply.DON_VI_TINH, ...scope(input), SO_LUONG: input.quantity, DON_GIA_BV: input.price, DON_GIA_BH: input.insuredPrice ?? input.price,
      TT_THAU: supply.TT_THAU, TYLE_TT_DV: '100', ...amounts(input, level), MA_KHOA: line.department ?? firstDepartment(draft),
      MA_BAC_SI: draft.doctor.licence, MA_BENH: draft.mainDisease, NGAY_YL: line.at, NGAY_TH_YL: later(line.at, 5), MA_PTTT: '1',
    };
  });
  return [...services, ...supplies].map((row, i) => ({ STT: String(i + 1), ...row }));
}

function drugInput(world: World, draft: Draft, line: DrugLine, level: string): LineInput {
  return {
    quantity: `${line.perTime * line.times * line.days}.000`, price: `${need(world.drugs, line.key).DON_GIA}.000`,
    serviceRatio: 100, insuredRatio: draft.cards.length > 0 ? 100 : 0, level, ...(line.other ? { other: line.other } : {}),
  };
}

function serviceInput(world: World, draft: Draft, line: ServiceLine, level: string): LineInput {
  return {
    quantity: line.quantity ?? '1.000', price: `${need(world.services, line.key).DON_GIA}.000`, serviceRatio: line.ratio ?? 100,
    insuredRatio: draft.cards.length > 0 && !line.outOfScope ? 100 : 0, level, ...(line.other ? { other: line.other } : {}),
  };
}

function supplyInput(world: World, draft: Draft, line: SupplyLine, level: string): LineInput {
  return {
    quantity: line.quantity, price: need(world.supplies, line.key).DON_GIA, serviceRatio: 100,
    insuredRatio: draft.cards.length > 0 ? 100 : 0, level, ...(line.insuredPrice ? { insuredPrice: line.insuredPrice } : {}),
  };
}

function scope(input: LineInput): Row {
  return { PHAM_VI: input.insuredRatio === 0 ? '2' : '1', TYLE_TT_BH: String(input.insuredRatio) };
}

function amounts(input: LineInput, level: string): Row {
  const a: LineAmounts = lineAmounts(input);
  const from = (source: string) => money(input.other && (input.other.kind === 'arv' ? 'CL' : input.other.source) === source ? a.other : 0n);
  return {
    THANH_TIEN_BV: money(a.bv), THANH_TIEN_BH: money(a.bh), MUC_HUONG: level,
    T_NGUONKHAC_NSNN: from('NSNN'), T_NGUONKHAC_VTNN: from('VTNN'), T_NGUONKHAC_VTTN: from('VTTN'), T_NGUONKHAC_CL: from('CL'),
    T_NGUONKHAC: money(a.other), T_BNTT: money(a.bntt), T_BNCCT: money(a.bncct), T_BHTT: money(a.bhtt),
  };
}

export function firstDepartment(draft: Draft): string {
  return draft.departments[0] ?? 'K01';
}

/** `yyyyMMddHHmm` some minutes later. */
export function later(moment: string, minutes: number): string {
  return at(moment.slice(0, 8), Number(moment.slice(8, 10)) * 60 + Number(moment.slice(10, 12)) + minutes);
}
