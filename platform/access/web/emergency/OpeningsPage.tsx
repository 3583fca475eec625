import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { Answer, Empty, Page, Pager, Table } from '#platform/ui';
import { useAccessText } from '../text.ts';
import { openingsQuery, STEP } from './api.ts';
import { OpenDialog } from './OpenDialog.tsx';
import { OpeningRow } from './OpeningRow.tsx';
import '../access.css';

/** *Mở khẩn cấp*: open one, see what was opened, second it, review it. */
export function OpeningsPage() {
  const say = useAccessText();
  const me = useQuery(meQuery);
  const [unreviewed, setUnreviewed] = useState(true);
  const [offset, setOffset] = useState(0);
  const [opening, setOpening] = useState(false);
  const list = useQuery({ ...openingsQuery(unreviewed, offset), placeholderData: keepPreviousData });
  const opens = may(me.data, 'emergency.open');
  return (
    <Page title={say('emergency')} actions={opens ? <Button color="red" onClick={() => setOpening(true)}>{say('open.begin')}</Button> : null}>
      <div className="ye-stack">
        <p className="ye-quiet">{say(opens ? 'openings.leadDoctor' : 'openings.lead')}</p>
        <div><SegmentedControl aria-label={say('openings.filter')} value={unreviewed ? 'wait' : 'all'} onChange={(value) => { setUnreviewed(value === 'wait'); setOffset(0); }} data={[{ value: 'wait', label: say('openings.waiting') }, { value: 'all', label: say('openings.all') }]} /></div>
        <Answer of={list} what={say('openings.what')}>{({ items, more }) => (items.length === 0 && offset === 0 ? <Empty title={say('openings.none')}>{say(opens ? 'openings.noneDoctor' : 'openings.noneText')}</Empty> : (
          <>
            <Table fold label={say('openings.list')} columns={[say('column.at'), say('column.who'), say('column.reason'), say('column.state'), say('column.do')]}>{items.map((one) => <OpeningRow key={one.id} opening={one} me={me.data} />)}</Table>
            <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={setOffset} />
          </>
        ))}</Answer>
      </div>
      {opening ? <OpenDialog onClose={() => setOpening(false)} /> : null}
    </Page>
  );
}
