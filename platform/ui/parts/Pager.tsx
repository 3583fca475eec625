import { Button } from '@mantine/core';
import { formatNumber } from '../format/number.ts';
import { useUiText } from '../text.ts';

/** From one piece of a list to the next. @param step rows in a piece */
export function Pager({ offset, step, count, more, onChange }: { offset: number; step: number; count: number; more: boolean; onChange: (offset: number) => void }) {
  const say = useUiText();
  if (offset === 0 && !more) return null;
  return (
    <nav className="ye-row" aria-label={say('pages')}>
      <Button variant="default" size="compact-md" disabled={offset === 0} onClick={() => onChange(Math.max(0, offset - step))}>{say('previous')}</Button>
      <span className="ye-small ye-figures">{say('rows', { from: formatNumber(offset + 1), to: formatNumber(offset + count) })}</span>
      <Button variant="default" size="compact-md" disabled={!more} onClick={() => onChange(offset + step)}>{say('next')}</Button>
    </nav>
  );
}
