import { IconCircleCheck, IconClock } from '@tabler/icons-react';
import { Mark } from '#platform/ui';
import { useDayText } from './text.ts';

export function ClosedMark({ closed }: { closed: boolean }) {
  const say = useDayText();
  return closed ? <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('closed')}</Mark> : <Mark tone="neutral" icon={<IconClock size={16} aria-hidden />}>{say('notClosed')}</Mark>;
}
