import { Checkbox, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, DayInput, Empty, FaultPanel, formatMoment, formatNumber, now, Page, Panel, Table, TextLink, Waiting } from '#platform/ui';
import { dayInVietnam } from '#platform/time/rules';
import { useDestinationWord } from '../words.ts';
import { listsQuery, previewList, takeList, type ListAsk, type Took } from './api.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { DESTINATIONS } from './DaysPage.tsx';
import { ListPreview } from './ListPreview.tsx';
import { useDayText } from './text.ts';

const here = getRouteApi('/trong/lien-thong/danh-sach');
const dashed = (day: string): string => (day === '' ? '' : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);

/** The list that a receiver's portal exports: chosen, shown as it was understood, taken. */
export function ListPage() {
  const say = useDayText();
  const word = useDestinationWord();
  const client = useQueryClient();
  const { noi, ngay } = here.useSearch();
  const first = ngay?.replaceAll('-', '') ?? dayInVietnam(now());
  const [destination, setDestination] = useState<string>(DESTINATIONS.find((one) => one === noi) ?? 'bhxh');
  const [complete, setComplete] = useState(ngay !== undefined);
  const [from, setFrom] = useState(first);
  const [to, setTo] = useState(first);
  const [file, setFile] = useState<File | null>(null);
  const [took, setTook] = useState<Took | null>(null);
  const preview = useMutation({ mutationFn: previewList });
  const take = useMutation({ mutationFn: takeList, onSuccess: (done) => { setTook(done); setFile(null); preview.reset(); return client.invalidateQueries({ queryKey: ['exchange-day'] }); } });
  const askFor = (chosen: File): ListAsk => ({ file: chosen, destination, from: complete ? dashed(from) : '', to: complete ? dashed(to) : '' });
  const choose = (chosen: File) => { setFile(chosen); setTook(null); take.reset(); preview.mutate(askFor(chosen)); };
  const lacking = complete && (from === '' || to === '');
  return (
    <Page title={say('list')} path={[<TextLink key="a" to="/lien-thong">{say('exchange')}</TextLink>, <TextLink key="b" to="/lien-thong/ngay">{say('days')}</TextLink>]}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('list.lead')}</p>
        <div className="ye-card ye-stack">
          <div className="ye-row" style={{ alignItems: 'flex-end' }}>
            <Select label={say('destination')} value={destination} allowDeselect={false} data={DESTINATIONS.map((value) => ({ value, label: word(value) }))} onChange={(value) => setDestination(value ?? 'bhxh')} w={280} />
            {complete ? <><DayInput label={say('list.from')} value={from} onChange={setFrom} onWrong={() => setFrom('')} required /><DayInput label={say('list.to')} value={to} onChange={setTo} onWrong={() => setTo('')} required /></> : null}
          </div>
          <Checkbox label={say('list.complete')} description={say('list.completeHint')} checked={complete} onChange={(event) => setComplete(event.currentTarget.checked)} />
          <ChooseFile label={say('list.choose')} note={lacking ? say('list.needDays') : file === null ? null : `${file.name} · ${say('list.readAt', { at: formatMoment(new Date(file.lastModified).toISOString()) })}`} disabled={preview.isPending || take.isPending || lacking} onChoose={choose} />
        </div>
        {preview.isPending ? <Waiting what={say('list.reading')} /> : null}
        {preview.error ? <FaultPanel error={preview.error} /> : null}
        {take.error ? <FaultPanel error={take.error} /> : null}
        {took ? <Panel focused kind="info" title={took.isNew ? say('list.done') : say('list.same')}>{took.did === null || !took.isNew ? null : say('list.did', { settled: formatNumber(took.did.settled), absent: formatNumber(took.did.absent), strangers: formatNumber(took.did.strangers), older: formatNumber(took.did.older) })}</Panel> : null}
        {took && ngay !== undefined ? <DayBack destination={destination} day={ngay} /> : null}
        {preview.data && file ? <ListPreview preview={preview.data} taking={take.isPending} onTake={() => take.mutate(askFor(file))} /> : null}
        <Taken />
      </div>
    </Page>
  );
}

function DayBack({ destination, day }: { destination: string; day: string }) {
  const say = useDayText();
  const { coSo } = here.useSearch();
  return coSo === undefined ? null : <TextLink to="/lien-thong/ngay/$facility/$destination/$day" params={{ facility: coSo, destination, day }}>{say('title', { day: formatMoment(day) })}</TextLink>;
}

function Taken() {
  const say = useDayText();
  const word = useDestinationWord();
  const lists = useQuery(listsQuery);
  return (
    <section className="ye-stack" aria-labelledby="da-nhap">
      <h2 id="da-nhap">{say('list.taken')}</h2>
      <Answer of={lists}>{({ items }) => (items.length === 0 ? <Empty title={say('list.none')}>{say('list.noneText')}</Empty> : (
        <Table fold label={say('list.taken')} columns={[say('list.takenAt'), say('list.file'), say('destination'), { title: say('visits'), number: true }, say('list.days')]}>
          {items.map((one) => (
            <tr key={one.id}>
              <td className="ye-nowrap" data-label={say('list.takenAt')}>{formatMoment(one.takenAt)}</td><td><span className="ye-id">{one.fileName}</span></td><td data-label={say('destination')}>{word(one.destination)}</td>
              <td className="ye-number" data-label={say('visits')}>{formatNumber(one.visits)}</td><td data-label={say('list.days')}>{one.from === null || one.to === null ? say('list.part') : one.from === one.to ? formatMoment(one.from) : `${formatMoment(one.from)} – ${formatMoment(one.to)}`}</td>
            </tr>
          ))}
        </Table>
      ))}</Answer>
    </section>
  );
}
