import { Link, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Me } from '#platform/identity/web';
import { useShellText } from '../text.ts';
import { areasOf } from './areas.ts';
import { CasesCount } from './lazy.tsx';

/** The work areas: at the left on a desk, at the bottom on a phone. */
export function Rail({ me }: { me: Me | undefined }) {
  const say = useShellText();
  // A dossier belongs to receiving.
  const inDossier = useRouterState({ select: (state) => state.location.pathname.startsWith('/ho-so/') });
  return (
    <nav className="ye-rail" aria-label={say('areas')}>
      <Link to="/" className="ye-rail-name" aria-label="yteso"><img src="/icon.svg" alt="" width={32} height={32} /></Link>
      {areasOf(me).map(({ key, to, Icon }) => <Link key={key} to={to} data-here={key === 'intakes' && inDossier ? 'true' : undefined} activeOptions={{ exact: to === '/', includeSearch: false }}><Icon size={22} stroke={1.6} aria-hidden /><span>{say(key)}</span>{key === 'cases' ? <Suspense fallback={null}><CasesCount /></Suspense> : null}</Link>)}
    </nav>
  );
}
