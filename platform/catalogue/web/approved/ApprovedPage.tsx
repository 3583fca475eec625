import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { APPROVED_KINDS } from '#platform/catalogue/rules';
import { may, meQuery } from '#platform/identity/web';
import { Answer, Empty, facilityWords, formatMoment, formatNumber, Page, Table } from '#platform/ui';
import { approvedQuery } from '../api.ts';
import type { ApprovedState, ImportResult } from '../api.ts';
import { CatalogueTabs } from '../CatalogueTabs.tsx';
import { useCatalogueText } from '../text.ts';
import { ImportButton } from './ImportButton.tsx';
import { ImportReport } from './ImportReport.tsx';

export function ApprovedPage() {
  const say = useCatalogueText();
  const me = useQuery(meQuery);
  const own = me.data?.facility ?? null;
  const [typed, setTyped] = useState('');
  const facility = own?.code ?? typed.trim();
  const approved = useQuery(approvedQuery(facility));
  return (
    <Page title={say('approved.title')}>
      <CatalogueTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('approved.lead')}</p>
        {own ? <p className="ye-strong">{facilityWords(own)}</p> : <TextInput label={say('approved.facility')} description={say('approved.facilityHint')} value={typed} maxLength={5} maw={260} onChange={(event) => setTyped(event.currentTarget.value)} />}
        {facility.length === 5 ? <Answer of={approved} what={say('approved.what')}>{(states) => <Kinds key={facility} facility={facility} states={states} mayImport={may(me.data, 'facility-catalogue.import')} />}</Answer> : <Empty title={say('approved.ask')}>{say('approved.askText')}</Empty>}
      </div>
    </Page>
  );
}

function Kinds({ facility, states, mayImport }: { facility: string; states: readonly ApprovedState[]; mayImport: boolean }) {
  const say = useCatalogueText();
  const [report, setReport] = useState<{ kind: string; result: ImportResult } | null>(null);
  return (
    <>
      <Table fold label={say('approved.title')} columns={[say('kind'), { title: say('rows'), number: true }, say('imported'), say('file'), ...(mayImport ? [say('import')] : [])]}>
        {APPROVED_KINDS.map((kind) => {
          const state = states.find((each) => each.kind === kind);
          return (
            <tr key={kind}>
              <td className="ye-strong">{say(`kind.${kind}`)}</td><td className="ye-number" data-label={say('rows')}>{formatNumber(state?.rows ?? 0)}</td>
              <td data-label={say('imported')}>{state?.importedAt ? formatMoment(state.importedAt) : say('imported.never')}</td><td>{state?.fileName ?? ''}</td>
              {mayImport ? <td><ImportButton facility={facility} kind={kind} words={say(`kind.${kind}`)} onDone={(result) => setReport({ kind: say(`kind.${kind}`), result })} /></td> : null}
            </tr>
          );
        })}
      </Table>
      {report ? <ImportReport kind={report.kind} result={report.result} /> : null}
      {mayImport ? <p className="ye-small ye-quiet">{say('import.layout')}</p> : null}
    </>
  );
}
