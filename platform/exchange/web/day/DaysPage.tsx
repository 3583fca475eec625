import { Button, Select } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { Answer, ButtonLink, DayInput, Empty, facilityWords, formatMoment, formatNumber, Mark, now, Page, Table, TextLink } from '#platform/ui';
import { dayInVietnam } from '#platform/time/rules';
import { placesQuery } from '../api.ts';
import { useDestinationWord } from '../words.ts';
import { daysQuery, surveyQuery } from './api.ts';
import { ClosedMark } from './ClosedMark.tsx';
import { useDayText } from './text.ts';

const here = getRouteApi('/trong/lien-thong/ngay');
export const DESTINATIONS = ['bhxh', 'byt', 'ksk'] as const;

/** The days of a facility; for the department first of all which facility is open since when. */
export function DaysPage() {
  const say = useDayText();
  const { coSo } = here.useSearch();
  const me = useQuery(meQuery);
  const facility = coSo ?? me.data?.facility?.code;
  const surveys = may(me.data, 'exchange-day.survey');
  const path = [<TextLink key="a" to="/lien-thong">{say('exchange')}</TextLink>, ...(coSo !== undefined && surveys ? [<TextLink key="b" to="/lien-thong/ngay">{say('survey')}</TextLink>] : [])];
  return (
    <Page title={facility === undefined ? say('survey') : say('days')} path={path} actions={may(me.data, 'receiver-list.create') ? <><ButtonLink variant="default" to="/lien-thong/danh-sach">{say('upload')}</ButtonLink><ButtonLink variant="default" to="/lien-thong/giam-dinh">{say('results')}</ButtonLink></> : null}>
      <div className="ye-stack">
        <p className="ye-quiet">{facility === undefined ? say('survey.lead') : say('days.lead')}</p>
        {facility === undefined ? surveys ? <Survey /> : null : <Days facility={facility} />}
      </div>
    </Page>
  );
}

function Survey() {
  const say = useDayText();
  const word = useDestinationWord();
  const survey = useQuery(surveyQuery);
  return <Answer of={survey} what={say('survey')}>{({ items }) => (items.length === 0 ? <Empty title={say('surveyEmpty')}>{say('surveyEmptyText')}</Empty> : (
    <Table fold label={say('survey')} columns={[say('facility'), say('destination'), say('since'), { title: say('open'), number: true }, { title: say('pending'), number: true }, { title: say('late'), number: true }, say('lastClosed')]}>
      {items.map((row) => (
        <tr key={`${row.facility.code} ${row.destination}`}>
          <td><TextLink to="/lien-thong/ngay" search={{ coSo: row.facility.code }}>{facilityWords(row.facility)}</TextLink></td>
          <td data-label={say('destination')}>{word(row.destination)}</td>
          <td className="ye-nowrap" data-label={say('since')}>{formatMoment(row.since)}</td><td className="ye-number" data-label={say('open')}>{formatNumber(row.open)}</td><td className="ye-number" data-label={say('pending')}>{formatNumber(row.pending)}</td>
          <td className="ye-number" data-label={say('late')}>{row.late > 0 ? <Mark tone="warning" icon={<IconClock size={16} aria-hidden />}>{formatNumber(row.late)}</Mark> : '0'}</td>
          <td className="ye-nowrap" data-label={say('lastClosed')}>{row.lastClosedAt === null ? say('never') : formatMoment(row.lastClosedAt)}</td>
        </tr>
      ))}
    </Table>
  ))}</Answer>;
}

function Days({ facility }: { facility: string }) {
  const say = useDayText();
  const word = useDestinationWord();
  const days = useQuery(daysQuery(facility));
  return (
    <>
      <GoTo facility={facility} />
      <Answer of={days} what={say('days')}>{({ items }) => (items.length === 0 ? <Empty title={say('empty')}>{say('emptyText')}</Empty> : (
        <Table fold label={say('days')} columns={[say('day'), say('destination'), say('state'), { title: say('visits'), number: true }, { title: say('pending'), number: true }, { title: say('late'), number: true }]}>
          {items.map((row) => (
            <tr key={`${row.day} ${row.destination}`}>
              <td className="ye-nowrap"><TextLink to="/lien-thong/ngay/$facility/$destination/$day" params={{ facility, destination: row.destination, day: row.day }}>{formatMoment(row.day)}</TextLink></td>
              <td data-label={say('destination')}>{word(row.destination)}</td>
              <td><ClosedMark closed={row.closed} /></td>
              <td className="ye-number" data-label={say('visits')}>{formatNumber(row.visits)}</td><td className="ye-number" data-label={say('pending')}>{formatNumber(row.pending)}</td><td className="ye-number" data-label={say('late')}>{formatNumber(row.late)}</td>
            </tr>
          ))}
        </Table>
      ))}</Answer>
    </>
  );
}

/** A day without any message of ours is not in the list, and may have differences all the same. */
function GoTo({ facility }: { facility: string }) {
  const say = useDayText();
  const word = useDestinationWord();
  const go = useNavigate();
  const [day, setDay] = useState(dayInVietnam(now()));
  const [destination, setDestination] = useState<string>('bhxh');
  const places = useQuery(placesQuery);
  // Receivers by configuration have days too.
  const receivers = places.data === undefined || places.data.items.length === 0 ? DESTINATIONS : places.data.items.map((one) => one.name);
  return (
    <form className="ye-row ye-card" aria-label={say('goDay')} style={{ alignItems: 'flex-end' }} onSubmit={(event) => {
      event.preventDefault();
      if (/^\d{8}$/u.test(day)) void go({ to: '/lien-thong/ngay/$facility/$destination/$day', params: { facility, destination, day: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` } });
    }}>
      <DayInput label={say('day')} value={day} onChange={setDay} onWrong={() => setDay('')} required />
      <Select label={say('destination')} value={destination} allowDeselect={false} data={receivers.map((value) => ({ value, label: word(value) }))} onChange={(value) => setDestination(value ?? 'bhxh')} w={280} />
      <Button type="submit" variant="default">{say('go')}</Button>
    </form>
  );
}
