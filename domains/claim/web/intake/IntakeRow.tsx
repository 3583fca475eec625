import { formatBytes, formatMoment, formatNumber, TextLink, useWho } from '#platform/ui';
import type { Intake } from '../api.ts';
import { useClaimText } from '../text.ts';
import { IntakeStatus, Results } from './Status.tsx';

export function IntakeRow({ intake }: { intake: Intake }) {
  const say = useClaimText();
  const who = useWho();
  return (
    <tr>
      <td>
        <TextLink to="/nhan-ho-so/$id" params={{ id: intake.id }}>{intake.fileName}</TextLink>
        <div className="ye-small ye-quiet">{intake.kind === null ? say('kind.unknown') : say(`kind.${intake.kind}`)}{intake.bytes === 0 ? '' : `, ${formatBytes(intake.bytes)}`}{intake.facility ? `, ${intake.facility.name}` : ''}</div>
      </td>
      <td data-label={say('column.received')} className="ye-nowrap">{formatMoment(intake.receivedAt)}</td>
      <td><IntakeStatus intake={intake} /></td>
      <td data-label={say('column.dossiers')} className="ye-number">{formatNumber(intake.done)}{intake.broken > 0 ? <div className="ye-small">{say('broken', { count: intake.broken })}</div> : null}</td>
      <td>{intake.done > 0 ? <Results intake={intake} /> : '–'}</td>
      <td data-label={say('column.by')} className="ye-small">{who(intake.receivedBy)}</td>
    </tr>
  );
}
