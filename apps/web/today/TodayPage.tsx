import { useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { ButtonLink, Empty, Page } from '#platform/ui';
import { CasesWork } from '../shell/lazy.tsx';
import { useShellText } from '../text.ts';
import { IntakeWork } from './IntakeWork.tsx';
import { MessageWork } from './MessageWork.tsx';

/** What waits for this account today, the next action on every row. */
export function TodayPage() {
  const say = useShellText();
  const me = useQuery(meQuery);
  const [intakes, messages] = [may(me.data, 'intake.read'), may(me.data, 'exchange.read')];
  return (
    <Page title={say('today')}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('today.lead')}</p>
      <div className="ye-today">
        {messages ? <MessageWork state="refused" /> : null}
        {messages ? <MessageWork state="unknown" /> : null}
        {may(me.data, 'person-case.read') ? <Suspense fallback={null}><CasesWork /></Suspense> : null}
        {intakes ? <IntakeWork mayHandIn={may(me.data, 'intake.create')} /> : null}
        {intakes || !may(me.data, 'account.create') ? null : <Empty title={say('today.admin')} action={<ButtonLink to="/danh-muc">{say('catalogues')}</ButtonLink>}>{say('today.adminText')}<br />{say('today.accounts')} <code className="ye-code">npx yteso account create</code></Empty>}
        {intakes || may(me.data, 'account.create') ? null : <Empty title={say('today.none')}>{say('today.noneText')}</Empty>}
      </div>
    </Page>
  );
}
