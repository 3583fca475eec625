import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { facilityWords, FaultPanel, formatMoment, Panel, useUiText } from '#platform/ui';
import type { MessageLife } from './api.ts';
import { resend } from './api.ts';
import { whyNotResend } from './resend-rule.ts';
import { useExchangeText } from './text.ts';
import { useDestinationWord, useKeyWord, useKindWord } from './words.ts';

/** Sends a message again: asks once, showing exactly what goes out; closed with the reason while an answer is awaited. */
export function Resend({ message, allowed }: { message: MessageLife; allowed: boolean }) {
  const say = useExchangeText();
  const ui = useUiText();
  const destination = useDestinationWord();
  const kindWord = useKindWord();
  const keyWord = useKeyWord();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const work = useMutation({
    mutationFn: () => resend(message.id),
    onSuccess: () => {
      setOpen(false);
      return client.invalidateQueries({ queryKey: ['exchange'] });
    },
  });
  const reason = whyNotResend(message.state, allowed);
  if (reason) {
    return (
      <div>
        <Button disabled aria-describedby="vi-sao-khong-gui">{say('resend')}</Button>
        <div id="vi-sao-khong-gui" className="ye-small ye-quiet">{say(reason)}</div>
      </div>
    );
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('resend')}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={say('resendTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
        <div className="ye-stack">
          {message.state === 'unknown' ? <Panel kind="warning">{say('unknownWarning')}</Panel> : null}
          <p>{say('resendText')}</p>
          <dl className="ye-facts">
            <div><dt>{say('kind')}</dt><dd>{kindWord(message.kind)}</dd></div>
            <div><dt>{say('destination')}</dt><dd>{destination(message.destination)}</dd></div>
            <div><dt>{say('column.facility')}</dt><dd>{facilityWords(message.facility)}</dd></div>
            <div><dt>{say('column.what')}</dt><dd>{keyWord(message)}{message.revision === null ? '' : `, ${say('revision', { revision: message.revision })}`}</dd></div>
            {message.due === null ? null : <div><dt>{say('column.due')}</dt><dd>{formatMoment(message.due)}</dd></div>}
          </dl>
          <p className="ye-small ye-quiet">{say(message.madeHere ? 'bytes.here' : 'bytes')}</p>
          {work.error ? <FaultPanel error={work.error} /> : null}
          <div className="ye-row">
            <Button onClick={() => work.mutate()} disabled={work.isPending}>{work.isPending ? say('resending') : say('resendYes')}</Button>
            <Button variant="default" onClick={() => setOpen(false)}>{ui('cancel')}</Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
