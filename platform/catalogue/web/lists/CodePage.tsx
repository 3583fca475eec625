import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, Empty, formatDay, formatMoment, Mark, Page, Period, Table, TextLink, today, useUiText, useWho } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { codeQuery, listsQuery } from '../api.ts';
import type { CodeEntry } from '../api.ts';
import { LawLink } from '../LawLink.tsx';
import { useCatalogueText } from '../text.ts';
import { Attributes } from './Attributes.tsx';
import { CloseForm } from './CloseForm.tsx';
import { OpenForm } from './OpenForm.tsx';

const here = getRouteApi('/trong/danh-muc/$list/$code');

export function CodePage() {
  const say = useCatalogueText();
  const ui = useUiText();
  const who = useWho();
  const { list, code } = here.useParams();
  const [form, setForm] = useState<'open' | 'close' | null>(null);
  const asked = useQuery(codeQuery(list, code));
  const lists = useQuery(listsQuery);
  const me = useQuery(meQuery);
  const last = asked.data?.history.find((entry) => entry.validTo === null) ?? asked.data?.history[0];
  const done = () => setForm(null);
  const editable = may(me.data, 'catalogue.write') && asked.data !== undefined;
  return (
    <Page title={last ? `${code} – ${last.display}` : say('code.title', { code })}
      path={[<TextLink key="a" to="/danh-muc">{say('lists.title')}</TextLink>, <TextLink key="b" to="/danh-muc/$list" params={{ list }}>{lists.data?.find((each) => each.list === list)?.title ?? list}</TextLink>]}
      actions={editable ? <><Button onClick={() => setForm('open')}>{say('open.button')}</Button>{last?.validTo === null ? <Button variant="default" onClick={() => setForm('close')}>{say('close.button')}</Button> : null}</> : null}>
      <Answer of={asked} what={say('code.what')}>{({ history, law, changes }) => (
        <div className="ye-stack">
          <h2>{say('history')}</h2>
          {history.length === 0 ? <Empty title={say('history.none')}>{say('history.noneText')}</Empty> : <History entries={history} />}
          {changes && changes.length > 0 ? <ul className="ye-small ye-quiet">{changes.map((change) => <li key={change.at}>{formatMoment(change.at)}, {who(change.actor)}: {change.reason}</li>)}</ul> : null}
          {typeof law === 'string' ? <p>{say('law')}: <LawLink law={law} /></p> : law ? <p>{say('law')}: <LawLink law={law.key} words={`${law.document}, ${law.article}`} /> – {law.title}</p> : null}
        </div>
      )}</Answer>
      <Modal opened={form !== null} onClose={done} title={say(form === 'close' ? 'close.title' : 'open.title', { code })} closeButtonProps={{ 'aria-label': ui('close') }}>
        {form === 'open' ? <OpenForm list={list} code={code} from={last} onDone={done} /> : form === 'close' ? <CloseForm list={list} code={code} onDone={done} /> : null}
      </Modal>
    </Page>
  );
}

function History({ entries }: { entries: readonly CodeEntry[] }) {
  const say = useCatalogueText();
  const day = today();
  return (
    <Table fold label={say('history')} columns={[say('valid'), say('display'), say('attributes')]}>
      {entries.map((entry) => (
        <tr key={entry.validFrom}>
          <td><Period from={formatDay(entry.validFrom)} to={entry.validTo === null ? null : formatDay(entry.validTo)} /> {entry.validFrom <= day && (entry.validTo === null || day <= entry.validTo) ? <Mark tone="good">{say('inForce')}</Mark> : null}</td>
          <td>{entry.display}</td><td><Attributes of={entry.attributes} /></td>
        </tr>
      ))}
    </Table>
  );
}
