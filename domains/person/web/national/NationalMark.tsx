import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconPencilCheck, IconSend, IconShieldCheck } from '@tabler/icons-react';
import { Mark } from '#platform/ui';
import type { Tone } from '#platform/ui';
import type { Standing } from './api.ts';
import { useNationalText } from './text.ts';

export const STATE_LOOKS = {
  'unverified': { tone: 'neutral', Icon: IconCircleDashed }, 'sent': { tone: 'info', Icon: IconSend }, 'matched': { tone: 'good', Icon: IconCircleCheck }, 'differs': { tone: 'warning', Icon: IconAlertTriangle },
  'corrected': { tone: 'info', Icon: IconPencilCheck }, 'sent-again': { tone: 'info', Icon: IconSend }, 'verified': { tone: 'good', Icon: IconShieldCheck },
} as const satisfies Readonly<Record<Standing['state'], { tone: Tone; Icon: typeof IconSend }>>;

/** How a description stands against the population database, in a word with its icon, and in what it differs. */
export function NationalMark({ of: { state, differs } }: { of: Pick<Standing, 'state' | 'differs'> }) {
  const say = useNationalText();
  const fields = useFieldWords();
  const { tone, Icon } = STATE_LOOKS[state];
  const absent = state === 'differs' && differs.length === 1 && differs[0] === 'citizenId';
  return <Mark tone={tone} icon={<Icon size={16} aria-hidden />}><span className="ye-wrap">{say(absent ? 'mark.absent' : `mark.${state}`, { fields: fields(differs) })}</span></Mark>;
}

/** The fields in words: `họ tên, ngày sinh`. */
export function useFieldWords(): (fields: readonly string[]) => string {
  const say = useNationalText();
  return (fields) => (['citizenId', 'name', 'born', 'sex'] as const).filter((field) => fields.includes(field)).map((field) => say(`field.${field}`)).join(', ');
}
