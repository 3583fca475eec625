import { useShellText } from '../text.ts';

/** On every page of a demonstration, before sign-in too. */
export function Demonstration({ waived = false }: { waived?: boolean }) {
  const say = useShellText();
  return <aside className="ye-demonstration" aria-label={say('demonstration.short')}>{say('demonstration')}{waived ? ` ${say('demonstration.waived')}` : ''}</aside>;
}
