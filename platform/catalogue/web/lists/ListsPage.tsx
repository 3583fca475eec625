import { TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fold } from '#platform/catalogue/rules';
import { Answer, Empty, formatDay, formatNumber, Mark, Page, Period, Table, TextLink, today } from '#platform/ui';
import { listsQuery } from '../api.ts';
import type { CodeList } from '../api.ts';
import { CatalogueTabs } from '../CatalogueTabs.tsx';
import { LawLink } from '../LawLink.tsx';
import { useCatalogueText } from '../text.ts';
import { versionOn } from '../versions.ts';

export function ListsPage() {
  const say = useCatalogueText();
  const [wanted, setWanted] = useState('');
  const lists = useQuery(listsQuery);
  return (
    <Page title={say('lists.title')}>
      <CatalogueTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('lists.lead')}</p>
        <TextInput label={say('lists.search')} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} maw={420} />
        <Answer of={lists} what={say('lists.what')}>{(all) => <Lists lists={all.filter((list) => fold(`${list.list} ${list.title}`).includes(fold(wanted)))} />}</Answer>
      </div>
    </Page>
  );
}

export function Complete({ complete }: { complete: boolean }) {
  const say = useCatalogueText();
  return complete ? <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('complete.yes')}</Mark> : <Mark tone="warning" icon={<IconAlertTriangle size={16} aria-hidden />}>{say('complete.no')}</Mark>;
}

function Lists({ lists }: { lists: readonly CodeList[] }) {
  const say = useCatalogueText();
  if (lists.length === 0) return <Empty title={say('lists.none')}>{say('lists.noneText')}</Empty>;
  const day = today();
  return (
    <Table fold label={say('lists.title')} columns={[say('list'), say('complete'), { title: say('rows'), number: true }, say('valid'), say('law'), say('source')]}>
      {lists.map((list) => {
        const version = versionOn(list, day);
        return (
          <tr key={list.list}>
            <td><TextLink to="/danh-muc/$list" params={{ list: list.list }}>{list.title}</TextLink><div className="ye-code ye-quiet">{list.list}</div></td>
            <td>{version ? <Complete complete={version.complete} /> : null}</td><td className="ye-number" data-label={say('rows')}>{formatNumber(list.rows)}</td>
            <td data-label={say('valid')}>{version ? <Period from={formatDay(version.validFrom)} to={version.validTo === null ? null : formatDay(version.validTo)} /> : null}</td>
            <td data-label={say('law')}>{version ? <LawLink law={version.law} /> : null}</td><td className="ye-small ye-quiet">{version?.source ?? ''}</td>
          </tr>
        );
      })}
    </Table>
  );
}
