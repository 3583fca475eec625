import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClock, IconLoader } from '@tabler/icons-react';
import { Counts, Mark, percent } from '#platform/ui';
import type { Tone } from '#platform/ui';
import type { DossierLine, Intake } from '../api.ts';
import { useClaimText } from '../text.ts';

/** How far the reading of a file is, in a word. */
export function IntakeStatus({ intake }: { intake: Intake }) {
  const say = useClaimText();
  if (intake.status === 'waiting') return <Mark tone="neutral" icon={<IconClock size={16} aria-hidden />}>{say('status.waiting')}</Mark>;
  if (intake.status === 'running') return <Mark tone="info" icon={<IconLoader size={16} aria-hidden />}>{say('status.running', { percent: percent(intake.progress) })}</Mark>;
  if (intake.status === 'failed') return <Mark tone="error" icon={<IconCircleX size={16} aria-hidden />}>{say('status.failed')}</Mark>;
  if (!intake.complete) return <Mark tone="warning" icon={<IconAlertTriangle size={16} aria-hidden />}>{say('status.cut')}</Mark>;
  return <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('status.done')}</Mark>;
}

/** What came of the reading so far: dossiers that were not taken first, they stand nowhere else. */
export function Results({ intake }: { intake: Intake }) {
  const say = useClaimText();
  const { error, warning, info } = intake.findings;
  return (
    <span className="ye-row" style={{ gap: 4 }}>
      {intake.refused > 0 ? <Mark tone="error" icon={<IconCircleX size={16} aria-hidden />}>{say('refused', { count: intake.refused })}</Mark> : null}
      {intake.refused === 0 || error + warning + info > 0 ? <Counts of={intake.findings} /> : null}
    </span>
  );
}

const TONES = { new: 'good', same: 'neutral', revised: 'info', refused: 'error', broken: 'error' } as const satisfies Record<DossierLine['outcome'], Tone>;

/** What became of one dossier of a file. */
export function Outcome({ line }: { line: Pick<DossierLine, 'outcome' | 'reason'> }) {
  const say = useClaimText();
  return <><Mark tone={TONES[line.outcome]}>{say(`outcome.${line.outcome}`)}</Mark>{line.reason ? <div className="ye-small">{line.reason}</div> : null}</>;
}
