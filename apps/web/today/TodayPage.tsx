import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { ButtonLink, Empty, Page, Waiting } from '#platform/ui';
import { CasesWork, MyRecordPage, OpeningsWork, PeopleSearch } from '../shell/lazy.tsx';
import { useShellText } from '../text.ts';
import { IntakeWork } from './IntakeWork.tsx';
import { MessageWork } from './MessageWork.tsx';

/** What of the exchange waits for a person, what is nearest to a fault first. */
const WORK = ['late', 'soon', 'rejected', 'refused', 'unknown'] as const;

/** The first page: a citizen's own record; for everybody else what waits for this account today. */
export function FirstPage() {
  const me = useQuery(meQuery);
  return may(me.data, 'my-record.read') ? <Suspense fallback={<Waiting />}><MyRecordPage /></Suspense> : <TodayPage />;
}

/** What waits for this account today, the next action on every row. */
function TodayPage() {
  const say = useShellText();
  const me = useQuery(meQuery);
  const [intakes, messages, treats] = [may(me.data, 'intake.read'), may(me.data, 'exchange.read'), may(me.data, 'emergency.open')];
  const nothing = <Empty title={say('today.none')}>{say('today.noneText')}</Empty>;
  return (
    <Page title={say('today')} actions={treats ? <ButtonLink variant="default" to="/mo-khan-cap">{say('emergency')}</ButtonLink> : null}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('today.lead')}</p>
      <div className="ye-today">
        {may(me.data, 'emergency.list') ? <Suspense fallback={null}><OpeningsWork>{intakes || treats ? null : nothing}</OpeningsWork></Suspense> : null}
        {treats ? <section className="ye-card ye-today-wide" aria-label={say('today.find')}><Suspense fallback={<Waiting />}><PeopleSearch autoFocus /></Suspense></section> : null}
        {messages ? WORK.map((which) => <MessageWork key={which} which={which} />) : null}
        {may(me.data, 'person-case.read') ? <Suspense fallback={null}><CasesWork /></Suspense> : null}
        {intakes ? <IntakeWork mayHandIn={may(me.data, 'intake.create')} /> : null}
        {intakes || !may(me.data, 'account.create') ? null : <Empty title={say('today.admin')} action={<ButtonLink to="/danh-muc">{say('catalogues')}</ButtonLink>}>{say('today.adminText')}<br />{say('today.accounts')} <code className="ye-code">npx yteso account create</code></Empty>}
        {intakes || may(me.data, 'emergency.list') || may(me.data, 'account.create') ? null : nothing}
      </div>
    </Page>
  );
}
