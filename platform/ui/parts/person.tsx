import { today } from '../clock.ts';
import { ageOn } from '../format/day.ts';
import { useUiText } from '../text.ts';

/** Age in words today, or on a day: `23 tháng tuổi`, `41 tuổi`; nothing when the birthday cannot be read. */
export function Age({ born, on }: { born: string; on?: string }) {
  const say = useUiText();
  const age = ageOn(born, on ?? today());
  return age === null ? null : <>{say(age.unit === 'month' ? 'months' : 'years', { count: age.count })}</>;
}

/** @param sex GIOI_TINH: 1 male, 2 female, 3 undetermined */
export function Sex({ sex }: { sex: string }) {
  const say = useUiText();
  return <>{say(sex === '1' ? 'male' : sex === '2' ? 'female' : 'sexUnknown')}</>;
}

/** `từ 01/01/2026` or `01/01/2026 đến 31/12/2026`, already formatted days. @param standing in force today: said where there is no last day */
export function Period({ from, to, standing = false }: { from: string; to: string | null; standing?: boolean }) {
  const say = useUiText();
  if (to !== null && to !== '') return <span className="ye-nowrap">{say('until', { from, to })}</span>;
  return <><span className="ye-nowrap">{say('since', { from })}</span>{standing ? <>, <span className="ye-nowrap">{say('standing')}</span></> : null}</>;
}

/** Who did something: the account's name. Where the record keeps only its id, that is no word for people. */
export function useWho(): (by: string) => string {
  const say = useUiText();
  return (by) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(by) ? say('account', { id: by.slice(-4) }) : by);
}
