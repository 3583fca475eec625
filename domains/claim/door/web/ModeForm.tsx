import { Button, Modal, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useDestinationWord } from '#platform/exchange/web';
import { DayInput, facilityWords, FaultPanel, Panel, today, useUiText } from '#platform/ui';
import { MODES, modesQuery, putMode } from './api.ts';
import type { Mode } from './api.ts';
import type { Connected } from './facilities.ts';
import { useDoorText } from './text.ts';

/** Who sends for a facility to one receiver, from a day on, and why. @param connected null: of which facility is asked first */
export function ModeForm({ connected, destinations, onClose }: { connected: Connected | null; destinations: readonly string[]; onClose: () => void }) {
  const say = useDoorText();
  const ui = useUiText();
  const word = useDestinationWord();
  const client = useQueryClient();
  const modeOf = (destination: string): Mode => connected?.going.find((one) => one.destination === destination)?.now?.mode ?? 'copy';
  const [destination, setDestination] = useState(destinations[0] ?? '');
  const [mode, setMode] = useState<Mode>(modeOf(destination));
  const [from, setFrom] = useState(today());
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const facility = connected?.facility.code ?? typed.trim();
  const save = useMutation({ mutationFn: () => putMode({ facility, destination, mode, from, reason: reason.trim() }), onSuccess: () => client.invalidateQueries({ queryKey: modesQuery.queryKey }) });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); save.mutate(); };
  return (
    <Modal opened onClose={onClose} title={connected === null ? say('modeOther') : say('modeTitle', { facility: facilityWords(connected.facility) })} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      {save.isSuccess ? <div className="ye-stack"><Panel kind="info">{say('modeSaved')}</Panel><Button variant="default" onClick={onClose}>{ui('close')}</Button></div> : (
        <form className="ye-stack" onSubmit={submit} noValidate>
          {connected === null ? <TextInput label={say('facilityCode')} description={say('facilityHint')} required maxLength={5} autoComplete="off" data-autofocus value={typed} onChange={(event) => setTyped(event.currentTarget.value)} /> : null}
          <Select label={say('modeDestination')} value={destination} allowDeselect={false} data={destinations.map((one) => ({ value: one, label: word(one) }))} onChange={(value) => { if (value !== null) { setDestination(value); setMode(modeOf(value)); } }} />
          <Radio.Group label={say('modeHow')} value={mode} onChange={(value) => setMode(MODES.find((one) => one === value) ?? 'copy')}>
            <div className="ye-stack" style={{ gap: 8, marginTop: 6 }}>{MODES.map((one) => <Radio key={one} value={one} label={say(`mode.${one}`)} description={say(`modeText.${one}`)} />)}</div>
          </Radio.Group>
          <DayInput label={say('modeFrom')} required value={from} onChange={setFrom} />
          <Textarea label={say('modeReason')} description={say('modeReasonHint')} required rows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
          {save.error ? <FaultPanel error={save.error} /> : null}
          <Button type="submit" disabled={save.isPending || reason.trim().length < 5 || facility === ''}>{say('modeSave')}</Button>
        </form>
      )}
    </Modal>
  );
}
