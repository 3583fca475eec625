import { Kbd } from '@mantine/core';
import { IconBuildingHospital, IconSearch } from '@tabler/icons-react';
import { Suspense } from 'react';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { useShellText } from '../text.ts';
import { WaitingLink } from './lazy.tsx';
import { MeMenu } from './MeMenu.tsx';

/** One search box, where I work, what waits to be sent, me. */
export function Top({ me, onSearch, onHelp }: { me: Me | undefined; onSearch: () => void; onHelp: () => void }) {
  const say = useShellText();
  return (
    <section className="ye-top" aria-label={say('top')}>
      <button type="button" className="ye-search" onClick={onSearch} aria-keyshortcuts="Control+K">
        <IconSearch size={18} aria-hidden /><span>{say(may(me, 'my-record.read') ? 'search.own' : 'search')}</span><Kbd className="ye-desk" aria-hidden>Ctrl K</Kbd>
      </button>
      <div className="ye-top-place ye-desk" title={say('place')}>{may(me, 'my-record.read') ? null : <><IconBuildingHospital size={18} aria-hidden /><span>{me?.facility?.name ?? say('province')}</span></>}</div>
      {may(me, 'exchange.read') ? <span className="ye-desk"><Suspense fallback={null}><WaitingLink /></Suspense></span> : null}
      <MeMenu me={me} onHelp={onHelp} />
    </section>
  );
}
