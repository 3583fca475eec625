import type { Visit } from '../api.ts';
import { usePersonText } from '../text.ts';

/** Never a code alone: `K92.2 – Xuất huyết tiêu hoá`; the main one first. */
export function Diagnoses({ diagnoses }: { diagnoses: Visit['diagnoses'] }) {
  const say = usePersonText();
  if (diagnoses.length === 0) return null;
  return (
    <div>{diagnoses.toSorted((a, b) => Number(b.main) - Number(a.main)).map((each) => (
      <div key={each.code} className={each.main ? 'ye-strong' : undefined}>{each.display === '' ? each.code : `${each.code} – ${each.display}`}{each.main && diagnoses.length > 1 ? <span className="ye-small ye-quiet"> ({say('main')})</span> : null}</div>
    ))}</div>
  );
}
