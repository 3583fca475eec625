import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Counts, facilityWords, FaultPanel, useUiText } from '#platform/ui';
import type { DossierSheet, FindingView } from '../api.ts';
import { useClaimText } from '../text.ts';
import { correctDossier } from './api.ts';
import { Changes } from './Changes.tsx';
import type { Edit } from './edits.ts';

interface ConfirmProps {
  readonly opened: boolean;
  readonly sheet: DossierSheet;
  readonly edits: readonly Edit[];
  readonly changes: readonly (Edit & { readonly before: string | null; readonly after: string })[];
  readonly reason: string;
  readonly findings: readonly FindingView[];
  readonly onClose: () => void;
  readonly onMade: (revision: number | null) => void;
}

/** Signing and sending ask once, showing exactly what goes out. */
export function ConfirmCorrection({ opened, sheet, edits, changes, reason, findings, onClose, onMade }: ConfirmProps) {
  const say = useClaimText();
  const ui = useUiText();
  const client = useQueryClient();
  const work = useMutation({
    mutationFn: () => correctDossier(sheet.id, sheet.revision, edits, reason),
    onSuccess: async ({ revision }) => {
      onClose();
      onMade(revision);
      for (const queryKey of [['dossiers'], ['intakes'], ['exchange']]) await client.invalidateQueries({ queryKey });
    },
  });
  const count = (severity: FindingView['severity']) => findings.filter((one) => one.severity === severity).length;
  return (
    <Modal opened={opened} onClose={onClose} title={say('correct.askTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className="ye-stack">
        <dl className="ye-facts">
          <div><dt>{say('column.maLk')}</dt><dd>{sheet.maLk}</dd></div>
          <div><dt>{say('revision')}</dt><dd>{sheet.revision + 1}</dd></div>
          <div className="ye-facts-wide"><dt>{say('correct.signer')}</dt><dd>{facilityWords(sheet.facility)}</dd></div>
          <div className="ye-facts-wide"><dt>{say('correct.reason')}</dt><dd>{reason}</dd></div>
          <div className="ye-facts-wide"><dt>{say('correct.left')}</dt><dd><Counts of={{ error: count('error'), warning: count('warning'), info: count('info') }} /></dd></div>
        </dl>
        <Changes changes={changes} />
        <p className="ye-small ye-quiet">{say('correct.askText')}</p>
        {work.error ? <FaultPanel error={work.error} /> : null}
        <div className="ye-row"><Button disabled={work.isPending} onClick={() => work.mutate()}>{work.isPending ? say('correct.saving') : say('correct.yes')}</Button><Button variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
      </div>
    </Modal>
  );
}
