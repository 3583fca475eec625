/** What twelve digits say by themselves (NĐ 137/2015/NĐ-CP Điều 13): place of birth registration, century and sex, year. A warning, never a proof. */
export interface CitizenParts {
  /** Three digits: former province, or country. Outlives mergers. */
  readonly place: string;
  /** '1' male, '2' female. */
  readonly sex: string;
  /** yyyy */
  readonly year: string;
}

export function citizenParts(citizenId: string): CitizenParts | null {
  if (!/^\d{12}$/.test(citizenId)) return null;
  const century = Number(citizenId.charAt(3));
  return { place: citizenId.slice(0, 3), sex: century % 2 === 0 ? '1' : '2', year: `${19 + Math.floor(century / 2)}${citizenId.slice(4, 6)}` };
}

/** Whether the number goes with a birth and a sex written beside it. What is unknown goes with all. */
export function citizenFits(citizenId: string, born: string, sex: string): boolean {
  if (citizenId.length !== 12) return true;
  const digit = citizenId.charCodeAt(3) - 48;
  if (sex !== '' && (digit % 2 === 0) !== (sex === '1')) return false;
  return born === '' || (born.slice(2, 4) === citizenId.slice(4, 6) && Number(born.slice(0, 2)) === 19 + (digit >> 1));
}
