import { Button, Menu } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { Counts, facilityWords, formatMoment, MenuLink, Panel, TextLink } from '#platform/ui';
import { Sending, useDestinationWord } from '#platform/exchange/web';
import { fileAddress } from '../api.ts';
import type { DossierSheet } from '../api.ts';
import { useClaimText } from '../text.ts';

/** Whose dossier, from where, which revision, and how the sending stands. */
export function DossierHead({ sheet, asked, mayOpenPerson }: { sheet: DossierSheet; asked: string; mayOpenPerson: boolean }) {
  const say = useClaimText();
  const current = sheet.revisions.find((each) => each.current)?.revision ?? sheet.revision;
  const count = (severity: 'error' | 'warning' | 'info') => sheet.findings.filter((finding) => finding.severity === severity).length;
  return (
    <section className="ye-card ye-stack">
      {current === sheet.revision ? null : <Panel kind="warning">{say('revision.old', { revision: current })}</Panel>}
      <dl className="ye-facts ye-dossier-facts">
        <div><dt>{say('person')}</dt><dd className="ye-strong">{sheet.person === null ? say('person.none') : mayOpenPerson ? <TextLink to="/nguoi-dan/$id" params={{ id: sheet.person.id }}>{sheet.person.name}</TextLink> : sheet.person.name}</dd></div>
        <div><dt>{say('facility')}</dt><dd>{facilityWords(sheet.facility)}</dd></div>
        <div><dt>{say('received')}</dt><dd className="ye-figures">{formatMoment(sheet.receivedAt)}</dd></div>
        <div><dt>{say('findings')}</dt><dd><Counts of={{ error: count('error'), warning: count('warning'), info: count('info') }} /></dd></div>
        <div><dt>{say('sending')}</dt><dd>{sheet.messages.length === 0 ? <span className="ye-quiet">{say('sending.none')}</span> : sheet.messages.map((message) => <SendingLine key={message.id} message={message} />)}</dd></div>
      </dl>
      <div className="ye-row">
        <Revisions sheet={sheet} asked={asked} current={current} />
        <Button component="a" href={fileAddress(asked, sheet.revision === current ? undefined : sheet.revision)} download variant="default" size="compact-md" leftSection={<IconDownload size={16} aria-hidden />}>{say('download')}</Button>
      </div>
    </section>
  );
}

function SendingLine({ message }: { message: DossierSheet['messages'][number] }) {
  const destination = useDestinationWord();
  return <div className="ye-row"><Sending message={message} /><TextLink to="/lien-thong/$id" params={{ id: message.id }}>{destination(message.destination)}</TextLink></div>;
}

function Revisions({ sheet, asked, current }: { sheet: DossierSheet; asked: string; current: number }) {
  const say = useClaimText();
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target><Button variant="default" size="compact-md" leftSection={<IconHistory size={16} aria-hidden />}>{say('revision')} {sheet.revision}{sheet.revisions.length > 1 ? ` / ${sheet.revisions.length}` : ''}</Button></Menu.Target>
      <Menu.Dropdown>
        {sheet.revisions.toSorted((a, b) => b.revision - a.revision).map((each) => (
          <MenuLink key={each.revision} to="/ho-so/$id" params={{ id: asked }} search={each.revision === current ? {} : { ban: each.revision }}>
            {say('revision.line', { revision: each.revision, at: formatMoment(each.receivedAt) })}{each.current ? ` (${say('revision.current')})` : ''} <span className="ye-code">{each.sha256.slice(0, 12)}</span>
          </MenuLink>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
