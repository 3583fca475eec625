import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Answer, useUiText } from '#platform/ui';
import { stationQuery } from '../api.ts';
import { useIdentityText } from '../text.ts';
import { useEntered } from '../useEntered.ts';
import { SwitchPeople } from './SwitchPeople.tsx';

/** Another person takes over this shared computer. @param onFull sign in with the password instead */
export function SwitchDialog({ onClose, onDone, onFull }: { onClose: () => void; onDone: () => void; onFull: () => void }) {
  const say = useIdentityText();
  const ui = useUiText();
  const station = useQuery(stationQuery);
  const entered = useEntered();
  return (
    <Modal opened onClose={onClose} title={say('switch.title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <div className="ye-stack">
        <Answer of={station}>{(found) => <SwitchPeople station={found} onDone={(me) => { entered(me); onDone(); }} />}</Answer>
        <Button variant="default" onClick={onFull}>{say('switch.full')}</Button>
      </div>
    </Modal>
  );
}
