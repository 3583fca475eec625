import { Button, Checkbox } from '@mantine/core';
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { COUNT } from '#platform/exchange/rules';
import { FaultPanel, formatMoment, formatNumber, Table } from '#platform/ui';
import { explainLines, takeBack, type Day, type DayKey, type DayLine } from './api.ts';
import { ReasonForm } from './ReasonForm.tsx';
import { Remedy } from './Remedy.tsx';
import { useDayText } from './text.ts';

/** Rows at one time: more would make the page slow, and nobody works on them all at once. */
const MOST = 300;

/** What is unexplained, each with its remedy; several can be explained together. Below it what a person explained. */
export function Lines({ of: key, day }: { of: DayKey; day: Day }) {
  const say = useDayText();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<readonly DayLine[] | null>(null);
  const work = useMutation({
    mutationFn: (reason: string) => explainLines(key, asking ?? [], reason), onSuccess: () => { setAsking(null); setChosen(new Set()); }, onSettled: () => client.invalidateQueries({ queryKey: ['exchange-day'] }),
  });
  const open = day.lines.filter((line) => line.explained === null);
  const shown = open.slice(0, MOST);
  const picked = open.filter((line) => chosen.has(line.key));
  const acts = day.own && day.closed === null;
  const ask = (lines: readonly DayLine[]) => { work.reset(); setAsking(lines); };
  const turn = (lines: readonly DayLine[], on: boolean) => setChosen((before) => new Set(on ? [...before, ...lines.map((line) => line.key)] : [...before].filter((one) => !lines.some((line) => line.key === one))));
  return (
    <>
      {open.length === 0 ? null : (
        <section className="ye-stack" aria-labelledby="viec-xu-ly">
          <div className="ye-row">
            <h2 id="viec-xu-ly">{say('differences')}</h2>{shown.length < open.length ? <span className="ye-quiet">{say('rows', { shown: shown.length, all: formatNumber(open.length) })}</span> : null}
            {acts ? <><Checkbox label={say('chooseAll')} checked={picked.length === open.length} indeterminate={picked.length > 0 && picked.length < open.length} onChange={(event) => turn(open, event.currentTarget.checked)} />
              {picked.length > 0 ? <Button className="ye-push" onClick={() => ask(picked)}>{say('explainChosen', { count: formatNumber(picked.length) })}</Button> : null}</> : null}
          </div>
          <Table fold label={say('differences')} columns={[say('visit'), say('where'), say('why'), say('todo')]}>
            {shown.map((line) => (
              <tr key={line.key}>
                <td><span className="ye-row" style={{ flexWrap: 'nowrap' }}>{acts ? <Checkbox aria-label={say('choose', { key: nameOf(line.key, say('theDay')) })} checked={chosen.has(line.key)} onChange={(event) => turn([line], event.currentTarget.checked)} /> : null}<span className="ye-id">{nameOf(line.key, say('theDay'))}</span></span></td>
                <td data-label={say('where')}><Where line={line} /></td>
                <td data-label={say('why')}>{say(`cause.${line.cause}`)}{line.off === null ? '' : ` (${say('off', { count: formatNumber(line.off) })})`}</td>
                <td><div className="ye-row"><Remedy line={line} of={key} acts={acts} />{acts ? <Button size="compact-sm" variant="subtle" aria-label={`${say('explain')}: ${nameOf(line.key, say('theDay'))}`} onClick={() => ask([line])}>{say('explain')}</Button> : null}</div></td>
              </tr>
            ))}
          </Table>
        </section>
      )}
      {day.explanations.length > 0 ? <Explained of={key} day={day} acts={acts} /> : null}
      <ReasonForm opened={asking !== null} title={say('explainTitle')} text={say('explainText')} example={say('explainExample')} yes={work.isPending ? say('explaining') : say('explain')} work={work} onClose={() => setAsking(null)} />
    </>
  );
}

const nameOf = (key: string, theDay: string): string => (key === COUNT ? theDay : key);

function Where({ line }: { line: DayLine }) {
  const say = useDayText();
  if (line.key === COUNT) return null;
  return (
    <span className="ye-has ye-small">{(['source', 'ours', 'receiver'] as const).map((side) => {
      const has = line[side];
      const Icon = has === null ? IconQuestionMark : has ? IconCheck : IconX;
      return <span key={side}><Icon size={14} aria-hidden />{say(`short.${side}`)}: {has === null ? say('unsure') : has ? say('has') : say('hasNot')}</span>;
    })}</span>
  );
}

function Explained({ of: key, day, acts }: { of: DayKey; day: Day; acts: boolean }) {
  const say = useDayText();
  const client = useQueryClient();
  const work = useMutation({ mutationFn: (id: string) => takeBack(key, id), onSettled: () => client.invalidateQueries({ queryKey: ['exchange-day'] }) });
  const lineOf = (one: Day['explanations'][number]) => day.lines.find((line) => line.key === one.key && line.mark === one.mark);
  return (
    <section className="ye-stack" aria-labelledby="da-giai-trinh">
      <h2 id="da-giai-trinh">{say('explained')}</h2>
      {work.error ? <FaultPanel error={work.error} /> : null}
      <Table fold label={say('explained')} columns={[say('visit'), say('why'), say('reason'), say('by'), say('todo')]}>
        {day.explanations.map((one) => {
          const line = lineOf(one);
          return (
            <tr key={one.id}>
              <td><span className="ye-id">{nameOf(one.key, say('theDay'))}</span></td><td data-label={say('why')}>{line === undefined ? '' : say(`cause.${line.cause}`)}</td><td data-label={say('reason')}>{one.reason}</td><td data-label={say('by')}>{say('saidBy', { by: one.by, at: formatMoment(one.at) })}</td>
              <td>{acts ? <Button size="compact-sm" variant="default" disabled={work.isPending} onClick={() => work.mutate(one.id)}>{work.isPending && work.variables === one.id ? say('undoing') : say('undo')}</Button> : null}</td>
            </tr>
          );
        })}
      </Table>
    </section>
  );
}
