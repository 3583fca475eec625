import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, ButtonLink, Empty, formatNumber, Page, Pager, Table } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { messagesQuery, summaryQuery } from './api.ts';
import type { Message } from './api.ts';
import { MessageRow } from './MessageRow.tsx';
import { Places } from './Places.tsx';
import { StateSummary } from './StateSummary.tsx';
import { useExchangeText } from './text.ts';

const here = getRouteApi('/trong/lien-thong');
const KINDS = ['check-in', 'dossier', 'health-check'] as const;
const URGENCIES = ['late', 'soon'] as const;
const STEP = 50;

export function MessagesPage() {
  const say = useExchangeText();
  const { trangThai: state } = here.useSearch();
  const [kind, setKind] = useState<Message['kind'] | undefined>();
  const [urgency, setUrgency] = useState<(typeof URGENCIES)[number] | undefined>();
  const [offset, setOffset] = useState(0);
  const me = useQuery(meQuery);
  const summary = useQuery(summaryQuery);
  const messages = useQuery({ ...messagesQuery({ state, kind, urgency, limit: STEP, offset }), placeholderData: keepPreviousData });
  return (
    <Page title={say('title')} actions={<>{may(me.data, 'exchange-day.read') ? <ButtonLink variant="default" to="/lien-thong/ngay">{say('days')}</ButtonLink> : null}{may(me.data, 'door-account.read') ? <ButtonLink to="/lien-thong/co-so" variant="default">{say('connected')}</ButtonLink> : null}</>}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <Places />
        <Answer of={summary}>{(counts) => <StateSummary counts={counts.items} chosen={state} />}</Answer>
        <div className="ye-row">
        {summary.data === undefined ? null : <SegmentedControl aria-label={say('urgency')} value={urgency ?? 'all'} onChange={(value) => { setUrgency(URGENCIES.find((each) => each === value)); setOffset(0); }}
          data={[{ value: 'all', label: say('all') }, ...URGENCIES.map((each) => ({ value: each, label: `${say(`urgency.${each}`)} (${formatNumber(summary.data[each])})` }))]} />}
        <div className="ye-slide"><SegmentedControl aria-label={say('filterKind')} value={kind ?? 'all'} onChange={(value) => { setKind(KINDS.find((each) => each === value)); setOffset(0); }}
          data={[{ value: 'all', label: say('all') }, ...KINDS.map((each) => ({ value: each, label: say(`kind.${each}`) }))]} /></div>
        </div>
        <Answer of={messages} what={say('messages')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('emptyTitle')}>{say('emptyText')}{may(me.data, 'intake.create') ? ` ${say('emptyStart')}` : ''}</Empty> : (
          <>
            <Table fold label={say('title')} columns={[say('column.what'), say('column.facility'), say('state'), say('column.due'), { title: say('column.attempts'), number: true }, say('column.last')]}>
              {items.map((message) => <MessageRow key={message.id} message={message} />)}
            </Table>
            <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={setOffset} />
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}
