import { Kbd, Modal } from '@mantine/core';
import { useUiText } from '#platform/ui';
import { useShellText } from '../text.ts';

const KEYS = [['Ctrl K', 'keys.search'], ['?', 'keys.help'], ['↑ ↓', 'keys.rows'], ['Enter', 'keys.open'], ['← →', 'keys.tabs'], ['Esc', 'keys.close']] as const;

/** Shown by `?`. */
export function Shortcuts({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const say = useShellText();
  const ui = useUiText();
  return (
    <Modal opened={opened} onClose={onClose} title={say('shortcuts')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <dl className="ye-keys">{KEYS.map(([key, words]) => <div key={key}><dt><Kbd>{key}</Kbd></dt><dd>{say(words)}</dd></div>)}</dl>
    </Modal>
  );
}
