import { TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, DayInput, Empty, formatDay, Page, Pager, Period, Table, TextLink, today, useDelayed } from '#platform/ui';
import { entriesQuery, listsQuery, PIECE } from '../api.ts';
import { useCatalogueText } from '../text.ts';
import { Attributes } from './Attributes.tsx';
import { Versions } from './Versions.tsx';

const here = getRouteApi('/trong/danh-muc/$list');

export function ListPage() {
  const say = useCatalogueText();
  const { list } = here.useParams();
  const { ma } = here.useSearch();
  const [q, setQ] = useState(ma ?? '');
  const [on, setOn] = useState(today);
  const [offset, setOffset] = useState(0);
  const lists = useQuery(listsQuery);
  const entries = useQuery({ ...entriesQuery(list, useDelayed(q.trim()), on, offset), placeholderData: keepPreviousData });
  const known = lists.data?.find((each) => each.list === list);
  return (
    <Page title={known?.title ?? list} path={[<TextLink key="a" to="/danh-muc">{say('lists.title')}</TextLink>]}>
      <div className="ye-stack">
        {known ? <Versions list={known} /> : null}
        <div className="ye-row" style={{ alignItems: 'flex-end' }}>
          <TextInput label={say('entries.search')} description={say('entries.hint')} type="search" value={q} onChange={(event) => { setQ(event.currentTarget.value); setOffset(0); }} w={340} maw="100%" />
          <DayInput label={say('entries.on')} value={on} onChange={(day) => { setOn(day); setOffset(0); }} required />
        </div>
        <Answer of={entries} what={say('entries.what')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('entries.none')}>{say('entries.noneText')}</Empty> : (
          <>
            <Table fold label={known?.title ?? list} columns={[say('code'), say('display'), say('valid'), say('attributes')]}>
              {items.map((entry) => (
                <tr key={`${entry.code} ${entry.validFrom}`}>
                  <td className="ye-nowrap"><TextLink to="/danh-muc/$list/$code" params={{ list, code: entry.code }}>{entry.code}</TextLink></td><td>{entry.display}</td>
                  <td data-label={say('valid')}><Period from={formatDay(entry.validFrom)} to={entry.validTo === null ? null : formatDay(entry.validTo)} /></td><td><Attributes of={entry.attributes} /></td>
                </tr>
              ))}
            </Table>
            <Pager offset={offset} step={PIECE} count={items.length} more={more} onChange={setOffset} />
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}
