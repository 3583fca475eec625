import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, Page, Panel, TextLink } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { dossierQuery } from '../api.ts';
import type { DossierSheet } from '../api.ts';
import { CorrectionPanel } from '../correct/CorrectionPanel.tsx';
import { History } from '../correct/History.tsx';
import { useCorrection } from '../correct/useCorrection.ts';
import '../correct/correct.css';
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
  const { ban, o, sua } = here.useSearch();
  const navigate = here.useNavigate();
  const [made, setMade] = useState<{ readonly revision: number | null } | null>(null);
  const dossier = useQuery(dossierQuery(id, ban));
  // The link that led here has been followed: the new revision is looked at as it is.
  const onMade = (revision: number | null) => {
    setMade({ revision });
    void navigate({ search: {}, replace: true });
  };
  return (
    <Page title={say('dossier.title', { maLk: dossier.data?.maLk ?? '…' })} path={[<TextLink key="a" to="/nhan-ho-so">{say('intakes.title')}</TextLink>]}
      actions={dossier.data ? <DossierActions sheet={dossier.data} asked={id} current={currentOf(dossier.data)} /> : null}>
      {made === null ? null : <div style={{ marginBottom: 12 }}><Panel focused key={made.revision} kind="info" title={made.revision === null ? say('correct.received') : say('correct.made', { revision: made.revision })}>{say('correct.madeText')}</Panel></div>}
      <Answer of={dossier} what={say('dossier.what')}>{(sheet) => <Opened key={`${sheet.id} ${sheet.revision}`} sheet={sheet} asked={spotOf(o)} correcting={sua === true} onMade={onMade} />}</Answer>
    </Page>
  );
}

/** `XML1.1.MA_BENH` names a cell. */
function spotOf(name: string | undefined): Spot | null {
  const [, table, row, field] = /^(XML\d{1,2})\.(\d{1,6})\.([A-Z0-9_]{1,60})$/.exec(name ?? '') ?? [];
  return table === undefined || field === undefined ? null : { table, row: Number(row), field };
}

/** Number of the revision in use. */
function currentOf(sheet: DossierSheet): number {
  return sheet.revisions.find((each) => each.current)?.revision ?? sheet.revision;
}

interface OpenedProps {
  readonly sheet: DossierSheet;
  /** The cell that a link leads to. */
  readonly asked: Spot | null;
  /** The link says that it is to be corrected. */
  readonly correcting: boolean;
  readonly onMade: (revision: number | null) => void;
}

/** Findings and sheet, linked both ways: `target` is where the sheet looks, `cell` the cell whose findings alone are shown. */
function Opened({ sheet, asked, correcting, onMade }: OpenedProps) {
  const me = useQuery(meQuery);
  // What has been seen, and what is corrected, is of the revision in use.
  const isCurrent = currentOf(sheet) === sheet.revision;
  const mayCorrect = isCurrent && sheet.kind !== 'assessment' && may(me.data, 'dossier.correct') && me.data?.facility?.code === sheet.facility.code;
  const [target, setTarget] = useState<{ spot: Spot; time: number } | null>(asked === null ? null : { spot: asked, time: 0 });
  const [cell, setCell] = useState<Spot | null>(null);
  const [wanted, setWanted] = useState(correcting);
  const isCorrecting = wanted && mayCorrect;
  const correction = useCorrection(sheet, isCorrecting);
  const go = (spot: Spot) => setTarget((last) => ({ spot, time: (last?.time ?? 0) + 1 }));
  return (
    <div className="ye-stack">
      <DossierHead sheet={sheet} current={currentOf(sheet)} mayOpenPerson={may(me.data, 'person.read')} />
      <History sheet={sheet} current={currentOf(sheet)} />
      <div className="ye-dossier">
        <div className="ye-findings">
          {isCorrecting ? <CorrectionPanel sheet={sheet} correction={correction} onGo={go} onMade={onMade} onStop={() => setWanted(false)} /> : null}
          <Findings sheet={sheet} cell={cell} onAll={() => setCell(null)} onGo={go} mayMark={isCurrent && may(me.data, 'dossier.mark')} />
        </div>
        <Sheet sheet={sheet} target={target} onCell={setCell} correction={isCorrecting ? correction : null} onCorrect={mayCorrect && !isCorrecting ? () => setWanted(true) : undefined} />
      </div>
    </div>
  );
}
