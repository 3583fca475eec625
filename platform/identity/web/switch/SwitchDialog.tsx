import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Answer, ApiFault, FaultPanel, Panel, useUiText } from '#platform/ui';
import { finishByPasskey, stationQuery } from '../api.ts';
import { askPasskey, passkeysPossible } from '../passkey.ts';
import { useIdentityText } from '../text.ts';
import { useEntered } from '../useEntered.ts';
import { SwitchPeople } from './SwitchPeople.tsx';

/** Another person takes over this shared computer. @param onFull sign in with the password instead */
export function SwitchDialog({ onClose, onDone, onFull }: { onClose: () => void; onDone: () => void; onFull: () => void }) {
  const say = useIdentityText();
  const ui = useUiText();
  const station = useQuery(stationQuery);
  const entered = useEntered();
  const byKey = useMutation({ mutationFn: async () => finishByPasskey(await askPasskey('/session/passkey/options')), onSuccess: (me) => { entered(me); onDone(); } });
  return (
    <Modal opened onClose={onClose} title={say('switch.title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className="ye-stack">
        <Answer of={station}>{(found) => <SwitchPeople station={found} onDone={(me) => { entered(me); onDone(); }} />}</Answer>
        {passkeysPossible() ? <Button variant="default" disabled={byKey.isPending} onClick={() => byKey.mutate()}>{say('second.passkey')}</Button> : null}
        {byKey.error ? (byKey.error instanceof ApiFault ? <FaultPanel error={byKey.error} /> : <Panel kind="warning">{say('passkey.stopped')}</Panel>) : null}
        <Button variant="default" onClick={onFull}>{say('switch.full')}</Button>
      </div>
    </Modal>
  );
}
