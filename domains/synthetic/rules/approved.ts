import type { ApprovedKind, Entry } from '#platform/catalogue/rules';
import type { Facility } from './facilities.ts';
import type { World } from './world.ts';

/** What the insurer has approved for a facility: exactly what its visits use, from the start of the year. */
export function approvedCatalogues(world: World, facility: Facility, from: string): Map<ApprovedKind, Entry[]> {
  const entry = (code: string, display: string, attributes: Record<string, string>): Entry => ({ code, display, validFrom: from, validTo: null, attributes });
  const station = facility.kind === 'station';
  const services = [...world.services.values()].filter((s) => (s.key === 'kham-tram') === (station && s.key.startsWith('kham')) && (!station || s.key === 'kham-tram'));
  const departments = [...new Set(facility.staff.map((s) => s.department))];
  const lists: [ApprovedKind, Entry[]][] = [
    ['drug', [...world.drugs.values()].map((d) => entry(d.MA_THUOC, d.TEN_THUOC, {
      TEN_THUOC: d.TEN_THUOC, HAM_LUONG: d.HAM_LUONG, DUONG_DUNG: d.DUONG_DUNG, SO_DANG_KY: d.SO_DANG_KY, TT_THAU: d.TT_THAU, DON_GIA: d.DON_GIA }))],
    ['service', services.map((s) => entry(s.MA_DICH_VU, s.TEN_DICH_VU, { TEN_DICH_VU: s.TEN_DICH_VU, DON_GIA: s.DON_GIA }))],
    ['supply', station ? [] : [...world.supplies.values()].map((s) => entry(s.MA_VAT_TU, s.TEN_VAT_TU, { TEN_VAT_TU: s.TEN_VAT_TU, DON_GIA: s.DON_GIA, TT_THAU: s.TT_THAU }))],
    ['bed', station ? [] : departments.flatMap((department) => Array.from({ length: 40 }, (_, i) => entry(`H0${i + 10}`, `Giường H0${i + 10}`, { MA_KHOA: department })))],
    ['staff', facility.staff.map((s) => entry(s.licence, s.name, { HO_TEN: s.name, PHAM_VI: s.scope, MA_KHOA: s.department }))],
    ['machine', facility.machines.map((m) => entry(m.code, m.name, { TEN: m.name }))],
  ];
  return new Map(lists.filter(([, entries]) => entries.length > 0));
}

/** The facilities as entries of the list `facility`. */
export function facilityEntries(facilities: readonly Facility[]): Entry[] {
  return facilities.map((f) => ({
    code: f.code, display: f.name, validFrom: '20190101', validTo: null,
    attributes: { type: f.kind, former_tier: f.formerTier, class: f.class, points: f.points, province: '51', old_province: '62', commune: f.commune },
  }));
}
