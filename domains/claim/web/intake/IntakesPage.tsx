import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, Page, Pager, Panel, Table } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { intakesQuery, PIECE } from '../api.ts';
import { useClaimText } from '../text.ts';
import { DropZone } from './DropZone.tsx';
import { IntakeRow } from './IntakeRow.tsx';
import { UploadList } from './UploadList.tsx';

export function IntakesPage() {
  const say = useClaimText();
  const [offset, setOffset] = useState(0);
  const me = useQuery(meQuery);
  const intakes = useQuery({ ...intakesQuery(offset), placeholderData: keepPreviousData });
  return (
    <Page title={say('intakes.title')}>
      <div className="ye-stack">
        {may(me.data, 'intake.create') ? <DropZone /> : <Panel kind="info">{say('drop.right')}</Panel>}
        <UploadList />
        <h2>{say('intakes.list')}</h2>
        <Answer of={intakes} what={say('intakes.what')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('intakes.empty')}>{say('intakes.emptyText')}</Empty> : (
          <>
            <Table fold label={say('intakes.list')} columns={[say('column.file'), say('column.received'), say('column.status'), { title: say('column.dossiers'), number: true }, say('column.findings'), say('column.by')]}>
              {items.map((intake) => <IntakeRow key={intake.id} intake={intake} />)}
            </Table>
            <Pager offset={offset} step={PIECE} count={items.length} more={more} onChange={setOffset} />
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}
