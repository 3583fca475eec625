import { useShellText } from '../text.ts';

/** On every page of a demonstration, before sign-in too. */
export function Demonstration() {
  const say = useShellText();
  return <aside className="ye-demonstration" aria-label={say('demonstration.short')}>{say('demonstration')}</aside>;
}
