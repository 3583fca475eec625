import type { Random } from './random.ts';

/**
 * The facilities of the demonstration province. None exists: the codes lie outside those in use, and every name says so.
 * Class, points and former tier are what the route rules ask for (Luật 51/2024).
 */
export interface Facility {
  readonly code: string;
  readonly name: string;
  readonly kind: 'hospital' | 'centre' | 'station';
  readonly class: 'ban_dau' | 'co_ban' | 'chuyen_sau';
  readonly points: string;
  readonly formerTier: 'tinh' | 'huyen' | 'xa';
  readonly commune: string;
  readonly staff: readonly Staff[];
  readonly machines: readonly Machine[];
  readonly head: Staff;
}

export interface Staff { readonly licence: string; readonly name: string; readonly scope: string; readonly department: string }
export interface Machine { readonly group: string; readonly code: string; readonly name: string }

export const PROVINCE = '51';
export const OLD_PROVINCE = '62';

const STATION_COMMUNES: readonly (readonly [string, string, string])[] = [
  ['62981', '23401', 'Đăk Tô'], ['62982', '23527', 'Sa Thầy'], ['62983', '23473', 'Măng Đen'],
  ['62984', '23341', 'Đăk Pék'], ['62985', '23377', 'Bờ Y'], ['62986', '23497', 'Kon Braih'],
];

const MACHINE_GROUPS: readonly (readonly [string, string])[] = [
  ['HH', 'Máy huyết học'], ['SH', 'Máy sinh hoá'], ['XQ', 'Máy X-quang'], ['SA', 'Máy siêu âm'], ['ĐT', 'Máy điện tim'], ['NS', 'Hệ thống nội soi'],
];

/** Builds the eight facilities with staff whose names come from `nameOf`. */
export function makeFacilities(random: Random, nameOf: (random: Random) => string): Facility[] {
  const make = (base: Omit<Facility, 'staff' | 'machines' | 'head'>, departments: readonly string[], withMachines: boolean): Facility => {
    const draw = random.fork(base.code);
    const staff = departments.map((department, i): Staff => ({
      licence: `9${base.code.slice(-3)}${String(i + 1).padStart(2, '0')}/QNG-GPHN`,
      name: nameOf(draw), scope: base.kind === 'station' ? '114' : '102', department,
    }));
    const head = staff[0];
    if (!head) throw new Error('a facility has staff');
    const machines = withMachines
      ? MACHINE_GROUPS.map(([group, name], i): Machine => ({ group, name, code: `${group}.1.${base.code}.SN${base.code}${i + 1}` }))
      : [];
    return { ...base, staff, head, machines };
  };
  return [
    make({ code: '62990', name: 'Bệnh viện Đa khoa tỉnh (minh hoạ)', kind: 'hospital', class: 'chuyen_sau', points: '72', formerTier: 'tinh', commune: '23293' },
      ['K01', 'K01', 'K03', 'K19', 'K26', 'K27', 'K18', 'K47', 'K39', 'K11'], true),
    make({ code: '62991', name: 'Trung tâm Y tế khu vực (minh hoạ)', kind: 'centre', class: 'co_ban', points: '45', formerTier: 'huyen', commune: '23500' },
      ['K01', 'K01', 'K03', 'K18', 'K27', 'K47', 'K39'], true),
    ...STATION_COMMUNES.map(([code, commune, name]) =>
      make({ code, name: `Trạm Y tế xã ${name} (minh hoạ)`, kind: 'station', class: 'ban_dau', points: '', formerTier: 'xa', commune }, ['K01', 'K01'], false)),
  ];
}
