import { useQuery } from '@tanstack/react-query';
import { Answer, Page, Panel } from '#platform/ui';
import { meQuery } from '../api.ts';
import { may } from '../may.ts';
import { ownQuery } from './api.ts';
import { Devices } from './Devices.tsx';
import { Factors } from './Factors.tsx';
import { PasswordCard } from './PasswordCard.tsx';
import { PinCard } from './PinCard.tsx';
import { Places } from './Places.tsx';
import { StationCard } from './StationCard.tsx';
import { useAccountText } from './text.ts';
import './account.css';

/** One's own account: places of work, factors, password, PIN, devices. */
export function MyAccountPage() {
  const say = useAccountText();
  const me = useQuery(meQuery);
  const own = useQuery(ownQuery);
  return (
    <Page title={say('title')}>
      <Answer of={me}>{(who) => (
        <div className="ye-stack">
          {who.enrolling ? <Panel kind="warning" title={say('enrol')}>{say('enrolText')}</Panel> : null}
          {who.secondWaived ? <Panel kind="info">{say('waived')}</Panel> : null}
          {who.enrolling ? null : <Places me={who} />}
          <Answer of={own}>{(account) => (
            <>
              <Factors own={account} />
              {who.enrolling ? null : (
                <div className="ye-own">
                  <PasswordCard own={account} me={who} />
                  <PinCard own={account} me={who} />
                  {may(who, 'station.create') ? <StationCard me={who} /> : null}
                </div>
              )}
              {who.enrolling ? null : <Devices own={account} />}
            </>
          )}</Answer>
        </div>
      )}</Answer>
    </Page>
  );
}
