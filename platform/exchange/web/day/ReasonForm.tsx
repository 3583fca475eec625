import { Button, Modal, Textarea } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { FaultPanel, useDraft, useUiText } from '#platform/ui';
import { useDayText } from './text.ts';

interface ReasonFormProps {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  readonly example?: string;
  /** Word of the button. */
  readonly yes: string;
  readonly work: Pick<UseMutationResult<unknown, Error, string>, 'mutate' | 'isPending' | 'error'>;
  readonly onClose: () => void;
}

/** Asks for a reason; what was typed stays until it is sent. */
export function ReasonForm({ opened, title, text, example, yes, work, onClose }: ReasonFormProps) {
  const say = useDayText();
  const ui = useUiText();
  const [reason, setReason, clear] = useDraft(`exchange-day ${title}`);
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="ye-stack" onSubmit={(event) => { event.preventDefault(); work.mutate(reason.trim(), { onSuccess: clear }); }}>
        <p>{text}</p>
        <Textarea label={say('reason')} description={say('reasonHint')} placeholder={example} value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} data-autofocus required />
        {work.error ? <FaultPanel error={work.error} /> : null}
        <div className="ye-row"><Button type="submit" disabled={work.isPending || reason.trim().length < 5}>{yes}</Button><Button variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
      </form>
    </Modal>
  );
}
