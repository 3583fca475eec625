import { useQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { meQuery } from '#platform/identity/web';
import { Panel, useAway, Waiting } from '#platform/ui';
import { useShellText } from '../text.ts';
import { Demonstration } from './Demonstration.tsx';
import { Rail } from './Rail.tsx';
import { SearchDialog } from './lazy.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { Top } from './Top.tsx';
import { useKeys } from './useKeys.ts';

/** The frame of every page: rail, top bar, banner, content. */
export function Shell() {
  const say = useShellText();
  const me = useQuery(meQuery);
  const away = useAway();
  const [searching, setSearching] = useState(false);
  const [helping, setHelping] = useState(false);
  useKeys({ search: () => setSearching(true), help: () => setHelping(true) });
  return (
    <div className="ye-shell">
      <a className="ye-skip" href="#noi-dung">{say('skip')}</a>
      <Rail me={me.data} />
      <div className="ye-body">
        <Top me={me.data} onSearch={() => setSearching(true)} onHelp={() => setHelping(true)} />
        {me.data?.demonstration ? <Demonstration waived={me.data.secondWaived} /> : null}
        <main id="noi-dung" className="ye-main" tabIndex={-1}>
          {away ? <div style={{ marginBottom: 12 }}><Panel kind="warning">{say('away')}</Panel></div> : null}
          <Outlet />
        </main>
      </div>
      {searching ? <Suspense fallback={<Waiting />}><SearchDialog me={me.data} onClose={() => setSearching(false)} /></Suspense> : null}
      <Shortcuts me={me.data} opened={helping} onClose={() => setHelping(false)} />
    </div>
  );
}
