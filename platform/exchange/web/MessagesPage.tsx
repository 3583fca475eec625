import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { URGENCIES } from '#platform/exchange/rules';
import { Answer, ButtonLink, Empty, formatNumber, Page, Pager, Table } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { messagesQuery, summaryQuery } from './api.ts';
import { Filter } from './Filter.tsx';
import { MessageRow } from './MessageRow.tsx';
import { Places } from './Places.tsx';
import { StateSummary } from './StateSummary.tsx';
import { useExchangeText } from './text.ts';

const here = getRouteApi('/trong/lien-thong');
const STEP = 50;

export function MessagesPage() {
  const say = useExchangeText();
  const me = useQuery(meQuery);
  // An administrator looks after receivers; what patients' dossiers say and where they go he does not see.
  const runs = me.data?.role === 'admin';
  return (
    <Page title={say('title')} actions={<>{may(me.data, 'exchange-day.read') ? <ButtonLink variant="default" to="/lien-thong/ngay">{say('days')}</ButtonLink> : null}{may(me.data, 'door-account.read') ? <ButtonLink to="/lien-thong/co-so" variant="default">{say('connected')}</ButtonLink> : null}</>}>
      <div className="ye-stack">
        <p className="ye-quiet">{say(runs ? 'leadPlaces' : 'lead')}</p>
        <Places />
        {me.data === undefined || runs ? null : <Messages starts={may(me.data, 'intake.create')} />}
      </div>
    </Page>
  );
}

/** What goes out, narrowed down. @param starts whether the caller hands files in */
function Messages({ starts }: { starts: boolean }) {
  const say = useExchangeText();
  const search = here.useSearch();
  const { trangThai: state, gap: urgency, loai: kind, noiNhan: destination, coSo: facility, ngay: day } = search;
  const go = useNavigate();
  const some = { kind, destination, facility, day };
  const summary = useQuery({ ...summaryQuery(some), placeholderData: keepPreviousData });
  // Another question begins with its first page.
  const [paged, setPaged] = useState({ of: '', offset: 0 });
  const question = JSON.stringify([state, urgency, some]);
  const offset = paged.of === question ? paged.offset : 0;
  const messages = useQuery({ ...messagesQuery({ state, urgency, ...some, limit: STEP, offset }), placeholderData: keepPreviousData });
  return (
    <>
      <Filter search={search} />
      <Answer of={summary}>{(counts) => <StateSummary counts={counts.items} search={search} />}</Answer>
      {summary.data === undefined ? null : (
        <div className="ye-slide"><SegmentedControl aria-label={say('urgency')} value={urgency ?? 'all'} onChange={(value) => { const { gap: _left, ...rest } = search; const chosen = URGENCIES.find((each) => each === value); void go({ to: '/lien-thong', search: chosen === undefined ? rest : { ...rest, gap: chosen }, replace: true }); }}
          data={[{ value: 'all', label: say('all') }, ...URGENCIES.map((each) => ({ value: each, label: `${say(`urgency.${each}`)} (${formatNumber(summary.data[each])})` }))]} /></div>
      )}
      <Answer of={messages} what={say('messages')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('emptyTitle')}>{say('emptyText')}{starts ? ` ${say('emptyStart')}` : ''}</Empty> : (
        <>
          <Table fold label={say('title')} columns={[say('column.what'), say('destination'), say('column.facility'), say('state'), say('column.due'), { title: say('column.attempts'), number: true }, say('column.last')]}>
            {items.map((message) => <MessageRow key={message.id} message={message} />)}
          </Table>
          <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={(next) => setPaged({ of: question, offset: next })} />
        </>
      ))}</Answer>
    </>
  );
}
