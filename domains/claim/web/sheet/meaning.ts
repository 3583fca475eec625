const LONGEST = 70;

/** Fields whose description in the standard is a formula or a list of values instead of a name. */
const NAMES: Readonly<Record<string, string>> = {
  THANH_TIEN_BV: 'Thành tiền theo giá cơ sở', THANH_TIEN_BH: 'Thành tiền trong phạm vi BHYT', T_THUOC: 'Tổng tiền thuốc', T_VTYT: 'Tổng tiền vật tư y tế',
  T_TONGCHI_BV: 'Tổng chi phí', T_TONGCHI_BH: 'Tổng chi phí trong phạm vi BHYT', VET_THUONG_TP: 'Vết thương, bệnh tật tái phát', TAI_SU_DUNG: 'Vật tư tái sử dụng',
  MA_NOI_DI: 'Mã nơi chuyển đi', MA_NOI_DEN: 'Mã nơi chuyển đến', GHI_CHU: 'Ghi chú',
};

/**
 * The name of a field out of its description, which goes on to say how it is written: up to the first colon, semicolon, bracket, full stop
 * or equation, or the comma when that is still long.
 */
export function fieldName(field: string, meaning: string): string {
  const known = NAMES[field];
  if (known !== undefined) return known;
  const first = (/^[^:;(.]+/.exec(meaning)?.[0] ?? meaning).split(' = ')[0]?.trim() ?? meaning;
  const name = first.length > LONGEST ? first.split(',')[0] ?? first : first;
  return name.length > LONGEST ? `${name.slice(0, name.lastIndexOf(' ', LONGEST))}…` : name;
}
