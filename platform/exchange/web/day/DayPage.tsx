import { IconCircleCheck, IconListCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Answer, facilityWords, formatMoment, formatNumber, Mark, Page, Panel, Table, TextLink } from '#platform/ui';
import { DayTotals } from '../form/parts.tsx';
import { useDestinationWord } from '../words.ts';
import { dayQuery, paperAddress, type Day, type DayKey } from './api.ts';
import { ClosedMark } from './ClosedMark.tsx';
import { DayActions } from './DayActions.tsx';
import { Columns } from './Columns.tsx';
import { Lines } from './Lines.tsx';
import { useDayText } from './text.ts';
import './day.css';

const here = getRouteApi('/trong/lien-thong/ngay/$facility/$destination/$day');

/** One day of a facility and a receiver: three columns, what differs and what to do, the closing. */
export function DayPage() {
  const say = useDayText();
  const word = useDestinationWord();
  const key = here.useParams();
  const day = useQuery(dayQuery(key));
  return (
    <Page title={say('title', { day: formatMoment(key.day) })} actions={day.data?.own ? <DayActions of={key} day={day.data} /> : null}
      path={[<TextLink key="a" to="/lien-thong">{say('exchange')}</TextLink>, <TextLink key="b" to="/lien-thong/ngay" search={{ coSo: key.facility }}>{say('days')}</TextLink>]}>
      <Answer of={day} what={say('days')}>{(found) => (
        <div className="ye-stack">
          <p className="ye-quiet">{facilityWords(found.facility)} · {word(found.destination)}</p>
          <Standing day={found} />
          <Columns of={key} day={found} />
          <Lines of={key} day={found} />
          <Summary day={found} />
          <DayTotals totals={found.adjudicated} />
          {found.closings.length > 0 ? <History of={key} day={found} /> : null}
        </div>
      )}</Answer>
    </Page>
  );
}

function Standing({ day }: { day: Day }) {
  const say = useDayText();
  return (
    <div className="ye-stack" role="status">
      <div className="ye-row">
        {day.unexplained === 0 ? <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say(day.own ? 'zero' : 'zeroSeen')}</Mark> : <Mark tone="warning" icon={<IconListCheck size={16} aria-hidden />}>{say('left', { count: formatNumber(day.unexplained) })}</Mark>}
        {day.closed === null ? <ClosedMark closed={false} /> : <span>{say('isClosed', { number: day.closed.number, at: formatMoment(day.closed.at), by: day.closed.by })}</span>}
      </div>
      {day.closed?.changed === true ? <Panel kind="warning" title={say('changed')}>{say('changedText')}</Panel> : null}
    </div>
  );
}

function Summary({ day }: { day: Day }) {
  const say = useDayText();
  if (day.causes.length === 0) return null;
  return (
    <section className="ye-stack" aria-labelledby="trang-thai">
      <h2 id="trang-thai">{say('summary')}</h2>
      <dl className="ye-facts ye-card">{day.causes.map((one) => <div key={one.cause}><dt>{say(`cause.${one.cause}`)}</dt><dd className="ye-figures">{formatNumber(one.count)}</dd></div>)}</dl>
    </section>
  );
}

function History({ of: key, day }: { of: DayKey; day: Day }) {
  const say = useDayText();
  return (
    <section className="ye-stack" aria-labelledby="cac-lan-chot">
      <h2 id="cac-lan-chot">{say('history')}</h2>
      <Table fold label={say('history')} columns={[{ title: say('number'), number: true }, say('at'), say('by'), say('paperTitle'), say('reopened'), say('reason')]}>
        {day.closings.map((one) => (
          <tr key={one.number}>
            <td className="ye-number" data-label={say('number')}>{one.number}</td><td className="ye-nowrap" data-label={say('at')}>{formatMoment(one.at)}</td><td data-label={say('by')}>{one.by}</td>
            <td>{one.hasPaper ? <a href={paperAddress(key, one.number)}>{say('paperNumber', { number: one.number })}</a> : say('noPaper')}</td>
            <td data-label={say('reopened')}>{one.reopenedAt === null ? '' : say('saidBy', { by: one.reopenedBy ?? '', at: formatMoment(one.reopenedAt) })}</td><td data-label={say('reason')}>{one.reason ?? ''}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
