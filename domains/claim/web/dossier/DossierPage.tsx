import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, Page, TextLink } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { dossierQuery } from '../api.ts';
import type { DossierSheet } from '../api.ts';
import { Sheet } from '../sheet/Sheet.tsx';
import { useClaimText } from '../text.ts';
import { DossierActions } from './DossierActions.tsx';
import { DossierHead } from './DossierHead.tsx';
import { Findings } from './Findings.tsx';
import type { Spot } from './grouping.ts';
import './dossier.css';

const here = getRouteApi('/trong/ho-so/$id');

export function DossierPage() {
  const say = useClaimText();
  const { id } = here.useParams();
  const { ban } = here.useSearch();
  const dossier = useQuery(dossierQuery(id, ban));
  return (
    <Page title={say('dossier.title', { maLk: dossier.data?.maLk ?? '…' })} path={[<TextLink key="a" to="/nhan-ho-so">{say('intakes.title')}</TextLink>]}
      actions={dossier.data ? <DossierActions sheet={dossier.data} asked={id} current={currentOf(dossier.data)} /> : null}>
      <Answer of={dossier} what={say('dossier.what')}>{(sheet) => <Opened key={`${sheet.id} ${sheet.revision}`} sheet={sheet} />}</Answer>
    </Page>
  );
}

/** Number of the revision in use. */
function currentOf(sheet: DossierSheet): number {
  return sheet.revisions.find((each) => each.current)?.revision ?? sheet.revision;
}

/** Findings and sheet, linked both ways: `target` is where the sheet looks, `asked` the cell whose findings alone are shown. */
function Opened({ sheet }: { sheet: DossierSheet }) {
  const me = useQuery(meQuery);
  // What has been seen is kept for the revision in use.
  const isCurrent = currentOf(sheet) === sheet.revision;
  const [target, setTarget] = useState<{ spot: Spot; time: number } | null>(null);
  const [cell, setCell] = useState<Spot | null>(null);
  return (
    <div className="ye-stack">
      <DossierHead sheet={sheet} current={currentOf(sheet)} mayOpenPerson={may(me.data, 'person.read')} />
      <div className="ye-dossier">
        <Findings sheet={sheet} cell={cell} onAll={() => setCell(null)} onGo={(spot) => setTarget((last) => ({ spot, time: (last?.time ?? 0) + 1 }))} mayMark={isCurrent && may(me.data, 'dossier.mark')} />
        <Sheet sheet={sheet} target={target} onCell={setCell} />
      </div>
    </div>
  );
}
