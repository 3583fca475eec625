import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FaultPanel, Panel, useDraft } from '#platform/ui';
import type { DossierSheet } from '../api.ts';
import type { Spot } from '../dossier/grouping.ts';
import { useClaimText } from '../text.ts';
import { Changes } from './Changes.tsx';
import { ConfirmCorrection } from './ConfirmCorrection.tsx';
import { DraftFindings } from './DraftFindings.tsx';
import { valueAt } from './edits.ts';
import type { Correction } from './useCorrection.ts';

interface PanelProps { readonly sheet: DossierSheet; readonly correction: Correction; readonly onGo: (spot: Spot) => void; readonly onMade: (revision: number | null) => void; readonly onStop: () => void }

export const CORRECTION_ID = 'sua-tai-cho';
const SHORTEST = 5;

/** What was changed so far, what the rules would say of it, why, and the one step that signs and sends. */
export function CorrectionPanel({ sheet, correction, onGo, onMade, onStop }: PanelProps) {
  const say = useClaimText();
  const [reason, setReason, clearReason] = useDraft(`correct-reason ${sheet.id}`);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const { edits, draft } = correction;
  const changes = edits.map((one) => ({ ...one, before: valueAt(sheet.tables, one), after: one.value }));
  const why = edits.length === 0 ? say('correct.why.none') : correction.flaws.size > 0 ? say('correct.why.flaws') : draft === undefined || correction.checking ? say('correct.why.checking') : draft.obstacle !== null ? say('correct.why.key') : null;
  const made = (revision: number | null) => {
    correction.clear();
    clearReason();
    onMade(revision);
  };
  return (
    <section id={CORRECTION_ID} className="ye-card ye-stack ye-correct" aria-labelledby="sua-tai-cho-ten" tabIndex={-1}>
      <div className="ye-row"><h2 id="sua-tai-cho-ten">{say('correct.title')}</h2><Button className="ye-push" size="compact-sm" variant="default" onClick={onStop}>{say('correct.stop')}</Button></div>
      <p className="ye-small ye-quiet">{edits.length === 0 ? say('correct.hint') : say('correct.program')}</p>
      {changes.length === 0 ? null : <Changes changes={changes} onGo={onGo} onUndo={(spot) => correction.set(spot, valueAt(sheet.tables, spot) ?? '')} />}
      {correction.error ? <FaultPanel error={correction.error} /> : null}
      {draft?.obstacle ? <Panel kind="warning" title={draft.obstacle.message}>{draft.obstacle.remedy}</Panel> : null}
      {draft ? <DraftFindings before={sheet.findings} after={draft.findings} edits={edits} checking={correction.checking} onGo={onGo} /> : null}
      {edits.length === 0 ? null : (
        <form className="ye-stack" noValidate onSubmit={(event) => { event.preventDefault(); setTried(true); if (why === null && reason.trim().length >= SHORTEST) setAsking(true); }}>
          <Textarea label={say('correct.reason')} placeholder={say('correct.reasonExample')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} autosize minRows={2} maxLength={500}
            error={tried && reason.trim().length < SHORTEST ? say('seen.missing') : null} />
          <Button type="submit" disabled={why !== null} aria-describedby={why === null ? undefined : 'vi-sao-chua-luu'}>{say('correct.save')}</Button>
          {why === null ? null : <div id="vi-sao-chua-luu" className="ye-small ye-quiet" role="status">{why}</div>}
        </form>
      )}
      <ConfirmCorrection opened={asking} sheet={sheet} edits={edits} changes={changes} reason={reason.trim()} findings={draft?.findings ?? []} onClose={() => setAsking(false)} onMade={made} />
    </section>
  );
}
