import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, FaultPanel, formatMoment, formatMoney, formatNumber, Page, Panel, Table, TextLink, Waiting } from '#platform/ui';
import { ChooseFile } from '../day/ChooseFile.tsx';
import { formsQuery, previewForm, takeForm, type TookForm } from './api.ts';
import { FormPreviewPart } from './FormPreviewPart.tsx';
import { TotalFacts } from './parts.tsx';
import { useFormText } from './text.ts';

/** What the insurer paid and refused, from a file of its portal: chosen, shown as it was understood, taken. */
export function FormPage() {
  const say = useFormText();
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [took, setTook] = useState<TookForm | null>(null);
  const preview = useMutation({ mutationFn: previewForm });
  const take = useMutation({ mutationFn: takeForm, onSuccess: (done) => { setTook(done); setFile(null); preview.reset(); return Promise.all(['exchange', 'exchange-day'].map((key) => client.invalidateQueries({ queryKey: [key] }))); } });
  const choose = (chosen: File) => { setFile(chosen); setTook(null); take.reset(); preview.mutate(chosen); };
  return (
    <Page title={say('title')} path={[<TextLink key="a" to="/lien-thong">{say('exchange')}</TextLink>, <TextLink key="b" to="/lien-thong/ngay">{say('days')}</TextLink>]}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <div className="ye-card"><ChooseFile label={say('choose')} note={file === null ? null : `${file.name} · ${say('readAt', { at: formatMoment(new Date(file.lastModified).toISOString()) })}`} disabled={preview.isPending || take.isPending} onChoose={choose} /></div>
        {preview.isPending ? <Waiting what={say('reading')} /> : null}
        {preview.error ? <FaultPanel error={preview.error} /> : null}
        {take.error ? <FaultPanel error={take.error} /> : null}
        {took ? <Panel focused kind="info" title={say(took.isNew === false ? 'same' : 'done')}>{took.isNew === false ? null : <><div>{say('doneText', { visits: formatNumber(took.visits), refused: formatMoney(took.refused) })}</div>{took.did === null ? null : <div>{say('did', { changed: formatNumber(took.did.changed), strangers: formatNumber(took.did.strangers), older: formatNumber(took.did.older) })}</div>}</>}</Panel> : null}
        {preview.data && file ? <FormPreviewPart preview={preview.data} taking={take.isPending} onTake={() => take.mutate(file)} /> : null}
        <Taken />
      </div>
    </Page>
  );
}

function Taken() {
  const say = useFormText();
  const forms = useQuery(formsQuery);
  return (
    <Answer of={forms}>{({ items, totals }) => (
      <>
        {totals === null || totals.visits === 0 ? null : <section className="ye-stack" aria-labelledby="hien-co"><h2 id="hien-co">{say('totals')}</h2><TotalFacts totals={totals} /></section>}
        <section className="ye-stack" aria-labelledby="da-nhap">
          <h2 id="da-nhap">{say('taken')}</h2>
          {items.length === 0 ? <Empty title={say('none')}>{say('noneText')}</Empty> : (
            <Table fold label={say('taken')} columns={[say('takenAt'), say('file'), { title: say('visits'), number: true }, { title: say('claimed'), number: true }, { title: say('refused'), number: true }]}>
              {items.map((one) => (
                <tr key={one.id}>
                  <td className="ye-nowrap" data-label={say('takenAt')}>{formatMoment(one.takenAt)}</td><td><span className="ye-id">{one.fileName}</span></td><td className="ye-number" data-label={say('visits')}>{formatNumber(one.visits)}</td>
                  <td className="ye-number" data-label={say('claimed')}>{formatMoney(one.claimed)}</td><td className="ye-number" data-label={say('refused')}>{formatMoney(one.refused)}</td>
                </tr>
              ))}
            </Table>
          )}
        </section>
      </>
    )}</Answer>
  );
}
