import { Button } from '@mantine/core';
import { useClaimText } from '../text.ts';
import { CORRECTION_ID } from './CorrectionPanel.tsx';

/** Stays at the foot of the sheet: what was changed is never out of sight, nor the way to save it. */
export function CorrectionBar({ count }: { count: number }) {
  const say = useClaimText();
  return <div className="ye-correct-bar" role="status"><span className="ye-strong">{say('correct.bar', { count })}</span><Button size="compact-md" onClick={toPanel}>{say('correct.review')}</Button></div>;
}

function toPanel(): void {
  const panel = document.getElementById(CORRECTION_ID);
  panel?.scrollIntoView({ block: 'start' });
  panel?.focus({ preventScroll: true });
}
