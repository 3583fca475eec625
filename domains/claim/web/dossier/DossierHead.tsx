import { Counts, facilityWords, formatMoment, Panel, TextLink } from '#platform/ui';
import { Sending, useDestinationWord, useMessageWord } from '#platform/exchange/web';
import type { DossierSheet } from '../api.ts';
import { readable } from '../sheet/readable.ts';
import { useClaimText } from '../text.ts';
import { mainValues } from './main-values.ts';

/** Whose dossier, which visit, from where, and how the sending stands. */
export function DossierHead({ sheet, current, mayOpenPerson }: { sheet: DossierSheet; current: number; mayOpenPerson: boolean }) {
  const say = useClaimText();
  const count = (severity: 'error' | 'warning' | 'info') => sheet.findings.filter((finding) => finding.severity === severity).length;
  const main = mainValues(sheet.tables);
  const words = (field: string, onlyName = false) => {
    const value = main.value(field);
    return value === '' ? null : onlyName ? main.name(field) ?? value : readable(field, value, main.names(field));
  };
  const line = (...parts: (string | null)[]) => parts.filter((part) => part !== null && part !== '').join(', ');
  // Nothing is held back: what the insurer gets is the file as it came in.
  const sentFaulty = count('error') > 0 && sheet.messages.some((message) => message.revision === sheet.revision && message.state !== 'refused');
  const isMade = sheet.corrections.some((one) => one.revision === sheet.revision);
  const [from, to] = [words('NGAY_VAO'), words('NGAY_RA')];
  return (
    <section className="ye-card ye-stack">
      {current === sheet.revision ? null : <Panel kind="warning">{say('revision.old', { revision: current })}</Panel>}
      <dl className="ye-facts ye-dossier-facts">
        <div><dt>{say('person')}</dt><dd>
          <div className="ye-strong">{sheet.person === null ? say('person.none') : mayOpenPerson ? <TextLink to="/nguoi-dan/$id" params={{ id: sheet.person.id }}>{sheet.person.name}</TextLink> : sheet.person.name}</div>
          <div className="ye-small ye-quiet ye-figures">{line(words('NGAY_SINH'), words('GIOI_TINH', true))}</div>
        </dd></div>
        <div><dt>{say('visit')}</dt><dd><div>{words('MA_LOAI_KCB', true) ?? '–'}</div>{from ? <div className="ye-small ye-quiet ye-figures">{from}{to ? ` – ${to}` : ''}</div> : null}</dd></div>
        <div><dt>{say('facility')}</dt><dd>{facilityWords(sheet.facility)}<div className="ye-small ye-quiet ye-figures">{say('received.at', { at: formatMoment(sheet.receivedAt) })}</div></dd></div>
        <div><dt>{say('findings')}</dt><dd><Counts of={{ error: count('error'), warning: count('warning'), info: count('info') }} /></dd></div>
        <div className={sheet.messages.length > 2 ? 'ye-facts-wide' : undefined}><dt>{say('sending')}</dt><dd>{sheet.messages.length === 0 ? <span className="ye-quiet">{say('sending.none')}</span> : sheet.messages.toReversed().map((message) => <SendingLine key={message.id} message={message} />)}{sentFaulty ? <div className="ye-small">{say(isMade ? 'sending.faultyMade' : 'sending.faulty', { count: count('error') })}</div> : null}</dd></div>
      </dl>
    </section>
  );
}

function SendingLine({ message }: { message: DossierSheet['messages'][number] }) {
  const destination = useDestinationWord();
  const word = useMessageWord();
  return <div className="ye-row" style={{ rowGap: 2 }}><span className="ye-small ye-strong">{word(message)}</span><Sending message={message} /><TextLink className="ye-small" to="/lien-thong/$id" params={{ id: message.id }}>{destination(message.destination)}</TextLink></div>;
}
