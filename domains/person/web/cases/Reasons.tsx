import { IconAlertTriangle, IconMinus, IconPlus } from '@tabler/icons-react';
import type { Case } from './api.ts';
import { heaviness } from './rows.ts';
import { useCasesText } from './text.ts';

/** Bits under which a reason tells nobody anything. */
const TELLING = 0.5;

/** What the likeness stands on, the heaviest first; what contradicts is said to, however like it looks. */
export function Reasons({ reasons, contradictions }: Pick<Case, 'reasons' | 'contradictions'>) {
  const say = useCasesText();
  return (
    <div>
      <h3 id="ly-do">{say('reasons')}</h3>
      <ul className="ye-reasons" aria-labelledby="ly-do">{reasons.filter((reason) => Math.abs(reason.weight) >= TELLING).map((reason) => (
        <li key={reason.field}>
          {contradictions.includes(reason.field) ? <IconAlertTriangle size={16} aria-hidden className="ye-reason-against" /> : reason.weight >= 0 ? <IconPlus size={16} aria-hidden className="ye-reason-for" /> : <IconMinus size={16} aria-hidden className="ye-reason-against" />}
          <span><span className="ye-capital">{reason.text}</span> <span className="ye-quiet ye-small">({contradictions.includes(reason.field) ? say('contradicts') : `${say(reason.weight >= 0 ? 'for' : 'counter')}, ${say(`weight.${heaviness(reason.weight)}`)}`})</span></span>
        </li>
      ))}</ul>
    </div>
  );
}
