import { formatMoment, Mark, Table, TextLink } from '#platform/ui';
import type { MessageLife } from './api.ts';
import { StateMark } from './StateMark.tsx';
import { useExchangeText } from './text.ts';

/** What the receiver found wrong, by field, with what to do. */
export function Rejections({ message, mayCorrect }: { message: MessageLife; mayCorrect: boolean }) {
  const say = useExchangeText();
  if (message.rejections.length === 0) return null;
  const linkOf = ({ table, row, field }: MessageLife['rejections'][number]) => {
    if (!mayCorrect || message.dossierId === null || table === null || field === null) return null;
    const cell = `${table}.${row ?? 1}.${field}`;
    return <div><TextLink className="ye-small" to="/ho-so/$id" params={{ id: message.dossierId }} search={{ o: cell, sua: true }} aria-label={say('rejection.correctCell', { cell })}>{say('rejection.correct')}</TextLink></div>;
  };
  return (
    <section className="ye-stack" aria-labelledby="bao-sai">
      <h2 id="bao-sai">{say('rejections')}</h2>
      <Table fold label={say('rejections')} columns={[say('rejection.where'), say('rejection.text'), say('rejection.code')]}>
        {message.rejections.map((one, index) => (
          <tr key={index}>
            <td data-label={say('rejection.where')}><span className="ye-code">{[one.table, one.field].filter((part) => part !== null).join('.') || '–'}</span>{one.row === null ? '' : `, ${say('rejection.row', { row: one.row })}`}</td>
            <td data-label={say('rejection.text')}>{one.text}{linkOf(one)}</td><td data-label={say('rejection.code')} className="ye-code">{one.code}</td>
          </tr>
        ))}
      </Table>
      <p className="ye-quiet">{say('rejection.remedy')}</p>
    </section>
  );
}

/** All revisions of the visit to this receiver: what corrected what. */
export function Chain({ message }: { message: MessageLife }) {
  const say = useExchangeText();
  if (message.chain.length < 2) return null;
  return (
    <section className="ye-stack" aria-labelledby="chuoi-sua">
      <h2 id="chuoi-sua">{say('chain')}</h2>
      <Table fold label={say('chain')} columns={[say('column.what'), say('state'), say('receipt'), say('madeAt')]}>
        {message.chain.map((one) => (
          <tr key={one.id}>
            <td>{one.id === message.id ? <>{say('revision', { revision: one.revision })} <Mark tone="info">{say('chain.this')}</Mark></> : <TextLink to="/lien-thong/$id" params={{ id: one.id }}>{say('revision', { revision: one.revision })}</TextLink>}{one.madeHere ? <> <Mark tone="neutral">{say('madeHere')}</Mark></> : null}</td>
            <td data-label={say('state')}><StateMark state={one.state} /></td><td data-label={say('receipt')} className="ye-code">{one.receipt ?? '–'}</td><td data-label={say('madeAt')} className="ye-nowrap">{formatMoment(one.madeAt)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
