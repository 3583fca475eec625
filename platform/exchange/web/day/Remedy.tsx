import { Button, Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink, FaultPanel, TextLink, useUiText } from '#platform/ui';
import { resend } from '../api.ts';
import { useDestinationWord } from '../words.ts';
import type { DayKey, DayLine } from './api.ts';
import { useDayText } from './text.ts';

/** What is to be done with a difference: in words, and the next step itself where it is ours. */
export function Remedy({ line, of: { facility, destination, day }, acts }: { line: DayLine; of: DayKey; acts: boolean }) {
  const say = useDayText();
  const see = line.message === null ? null : <TextLink to="/lien-thong/$id" params={{ id: line.message }} aria-label={`${say('see')}: ${line.key}`}>{say('see')}</TextLink>;
  switch (line.remedy) {
    case null: return see;
    case 'mend': return <><span>{line.field === null ? say('mendAny') : say('mend', { field: line.field })}</span>{acts ? <ButtonLink size="compact-sm" variant="default" to="/nhan-ho-so">{say('submit')}</ButtonLink> : null}{see}</>;
    case 'submit': return <><span>{say('do.submit')}</span>{acts ? <ButtonLink size="compact-sm" variant="default" to="/nhan-ho-so">{say('submit')}</ButtonLink> : null}</>;
    case 'resend': case 'release': return <><span>{say(`do.${line.remedy}`)}</span>{acts && line.message !== null ? <SendOut line={line} message={line.message} destination={destination} /> : null}{see}</>;
    case 'import-list': return <><span>{say('do.import-list')}</span>{acts ? <ButtonLink size="compact-sm" variant="default" to="/lien-thong/danh-sach" search={{ noi: destination, ngay: day, coSo: facility }}>{say('upload')}</ButtonLink> : null}{see}</>;
    case 'enter-count': return acts ? <a href="#so-luot" onClick={(event) => { event.preventDefault(); document.getElementById('so-luot')?.focus(); }}>{say('do.enter-count')}</a> : <span>{say('do.enter-count')}</span>;
    default: return <><span>{say(`do.${line.remedy}`)}</span>{see}</>;
  }
}

/** Sending asks once, and says what goes out. */
function SendOut({ line, message, destination }: { line: DayLine; message: string; destination: string }) {
  const say = useDayText();
  const ui = useUiText();
  const word = useDestinationWord();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const work = useMutation({ mutationFn: () => resend(message), onSuccess: () => setOpen(false), onSettled: () => Promise.all([client.invalidateQueries({ queryKey: ['exchange-day'] }), client.invalidateQueries({ queryKey: ['exchange'] })]) });
  const label = line.remedy === 'release' ? say('release') : say('resend');
  return (
    <>
      <Button size="compact-sm" onClick={() => { work.reset(); setOpen(true); }} aria-label={`${label}: ${line.key}`}>{label}</Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={say('resendTitle', { key: line.key })} closeButtonProps={{ 'aria-label': ui('close') }}>
        <div className="ye-stack">
          <p>{say('resendText', { destination: word(destination) })}</p>
          {work.error ? <FaultPanel error={work.error} /> : null}
          <div className="ye-row"><Button disabled={work.isPending} onClick={() => work.mutate()}>{work.isPending ? say('resending') : say('resendYes')}</Button><Button variant="default" onClick={() => setOpen(false)}>{ui('cancel')}</Button></div>
        </div>
      </Modal>
    </>
  );
}
