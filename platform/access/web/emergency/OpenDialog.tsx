import { Button, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useConfirmed } from '#platform/identity/web';
import { FaultPanel, Panel, useDraft, useUiText } from '#platform/ui';
import { useAccessText } from '../text.ts';
import { OPENINGS, openRecord } from './api.ts';

const HOURS = [1, 2, 4, 8, 12, 24] as const;
const USUAL = 4;
/** As the server asks. */
const SHORTEST = { number: 9, reason: 10 } as const;

/** *Mở khẩn cấp*: one person, by the exact number, for hours, with a reason; who one is is confirmed first. */
export function OpenDialog({ onClose }: { onClose: () => void }) {
  const say = useAccessText();
  const ui = useUiText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [number, setNumber, forgetNumber] = useDraft('emergency-number');
  const [reason, setReason, forgetReason] = useDraft('emergency-reason');
  const [hours, setHours] = useState<number>(USUAL);
  const [tried, setTried] = useState(false);
  const open = useConfirmed(openRecord, ({ person }) => {
    forgetNumber();
    forgetReason();
    void client.invalidateQueries({ queryKey: OPENINGS });
    onClose();
    void navigate({ to: '/nguoi-dan/$id', params: { id: person } });
  });
  const plain = number.replace(/\s/g, '');
  const wrong = { number: !/^[A-Za-z0-9]{9,15}$/.test(plain), reason: reason.trim().length < SHORTEST.reason };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!wrong.number && !wrong.reason) open.run({ number: plain, reason: reason.trim(), hours });
  };
  return (
    <>
      <Modal opened onClose={onClose} title={say('open.title')} closeButtonProps={{ 'aria-label': ui('close') }} trapFocus={open.dialog === null}>
        <form className="ye-stack" onSubmit={submit} noValidate>
          <Panel kind="warning">{say('open.text')}</Panel>
          <TextInput label={say('open.number')} description={say('open.numberHint')} value={number} maxLength={20} autoComplete="off" data-autofocus onChange={(event) => setNumber(event.currentTarget.value)} error={tried && wrong.number ? say('open.numberWrong') : null} />
          <Textarea label={say('open.reason')} description={say('open.reasonHint')} value={reason} maxLength={500} autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} error={tried && wrong.reason ? say('reasonShort') : null} />
          <NativeSelect label={say('open.hours')} value={String(hours)} data={HOURS.map((one) => ({ value: String(one), label: say('hours', { count: one }) }))} onChange={(event) => setHours(Number(event.currentTarget.value))} />
          {open.error ? <FaultPanel error={open.error} /> : null}
          <div className="ye-row"><Button type="submit" color="red" loading={open.pending}>{say('open.submit')}</Button><Button variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
        </form>
      </Modal>
      {open.dialog}
    </>
  );
}
