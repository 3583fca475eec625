import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconClockPause, IconInfoCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { facilityWords, FaultPanel, formatDay, formatMoney, Mark, Table } from '#platform/ui';
import type { Tone } from '#platform/ui';
import { lookUpCopayment } from './api.ts';
import type { Copayment, Exemption, Question, Standing } from './api.ts';
import { useInsurerText } from './text.ts';

const LOOKS: Readonly<Record<Standing, readonly [Tone, typeof IconInfoCircle]>> = {
  'exempt': ['good', IconCircleCheck], 'short': ['info', IconInfoCircle], 'not-five-years': ['warning', IconCircleX], 'five-years-unsaid': ['warning', IconClockPause],
};

/** What somebody has paid himself this year, asked with the data of the card that was just looked up. @param fiveYearsFrom as the card says, yyyyMMdd */
export function CopaymentCard({ question, fiveYearsFrom }: { question: Question; fiveYearsFrom: string | null }) {
  const say = useInsurerText();
  const work = useMutation({ mutationFn: () => lookUpCopayment(question, fiveYearsFrom) });
  return (
    <section className="ye-card ye-stack" aria-labelledby="cung-chi-tra">
      <h2 id="cung-chi-tra">{say('copay.title')}</h2>
      {work.data === undefined ? <p className="ye-quiet">{say('copay.lead')}</p> : null}
      {work.data && !work.isPending ? <CopaymentFacts reading={work.data} /> : null}
      {work.error && !work.isPending ? <FaultPanel error={work.error} /> : null}
      <div className="ye-row">
        <Button variant={work.data === undefined ? 'filled' : 'default'} disabled={work.isPending} onClick={() => work.mutate()}>{say(work.data === undefined ? 'copay.ask' : 'copay.again')}</Button>
        {work.isPending ? <span role="status" className="ye-quiet">{say('asking')}</span> : null}
      </div>
    </section>
  );
}

function CopaymentFacts({ reading }: { reading: Copayment }) {
  const say = useInsurerText();
  const { exemption, visits } = reading;
  return (
    <div className="ye-stack" role="status">
      {exemption === null ? <div className="ye-row"><Mark tone="warning" icon={<IconClockPause size={16} aria-hidden />}>{say('copay.noAnswer')}</Mark>{reading.code === null ? null : <span className="ye-quiet ye-small">{say('code', { code: reading.code })}</span>}</div> : <StandingMark exemption={exemption} />}
      {reading.answer === 'found' ? null : <p>{reading.text}</p>}
      <p><strong>{say('todo')}:</strong> {exemption === null || reading.answer === 'none' ? reading.todo : say(`copay.todo.${exemption.standing}`, { day: day(exemption.fiveYearsFrom, say('none')) })}</p>
      {exemption === null ? null : <ExemptionFacts exemption={exemption} />}
      {exemption === null && (reading.answer === 'found' || reading.answer === 'none') ? <p>{say('copay.noLimit')}</p> : null}
      {visits.length === 0 ? null : (
        <Table fold label={say('copay.visits')} columns={[say('copay.facility'), say('copay.days'), { title: say('copay.own'), number: true }, { title: say('copay.sum'), number: true }]}>
          {visits.map((visit, at) => (
            <tr key={`${visit.facility.code} ${visit.to ?? ''} ${at}`}>
              <td>{facilityWords(visit.facility)}</td>
              <td data-label={say('copay.days')}>{visit.from === visit.to || visit.from === null ? day(visit.to, say('none')) : say('term', { from: formatDay(visit.from), to: day(visit.to, say('none')) })}</td>
              <td data-label={say('copay.own')} className="ye-number">{formatMoney(visit.own)}</td>
              <td data-label={say('copay.sum')} className="ye-number">{formatMoney(visit.sum)}</td>
            </tr>
          ))}
        </Table>
      )}
      {reading.note === '' ? null : <p className="ye-small ye-quiet">{say(reading.code === null ? 'detail' : 'note')}: {reading.note}</p>}
    </div>
  );
}

const day = (value: string | null, none: string): string => (value === null ? none : formatDay(value));

function StandingMark({ exemption }: { exemption: Exemption }) {
  const say = useInsurerText();
  const [tone, Icon] = LOOKS[exemption.standing];
  const reached = exemption.standing === 'short' && exemption.missing === '0';
  return <p><Mark tone={tone} icon={<Icon size={16} aria-hidden />}>{say(reached ? 'copay.reached' : `copay.${exemption.standing}`, { amount: formatMoney(exemption.missing) })}</Mark></p>;
}

function ExemptionFacts({ exemption }: { exemption: Exemption }) {
  const say = useInsurerText();
  const five = exemption.fiveYearsFrom === null ? say('copay.fiveUnsaid') : say(exemption.fiveYearsFrom <= exemption.on ? 'copay.fiveYes' : 'copay.fiveNo', { day: formatDay(exemption.fiveYearsFrom) });
  const facts: (readonly [string, string])[] = [
    [say('copay.paid', { year: exemption.on.slice(0, 4) }), formatMoney(exemption.paid)],
    [say('copay.threshold'), say(exemption.mustExceed ? 'copay.more' : 'copay.atLeast', { amount: formatMoney(exemption.threshold), months: exemption.months, salary: formatMoney(exemption.salary), day: formatDay(exemption.on) })],
    [say('copay.five'), five],
  ];
  return (
    <>
      <dl className="ye-facts">{facts.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      <p className="ye-small ye-quiet">{say('copay.basis')}</p>
    </>
  );
}
