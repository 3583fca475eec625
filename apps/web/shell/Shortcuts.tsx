import { Kbd, Modal } from '@mantine/core';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { useUiText } from '#platform/ui';
import { useShellText } from '../text.ts';

const KEYS = [['Ctrl K', 'keys.search'], ['?', 'keys.help'], ['↑ ↓', 'keys.rows'], ['Enter', 'keys.open'], ['← →', 'keys.tabs'], ['Esc', 'keys.close']] as const;
/** On the list of cases, for those who decide them. */
const CASE_KEYS = [['↑ ↓', 'keys.case'], ['G', 'keys.join'], ['K', 'keys.different'], ['Z', 'keys.undo']] as const;

/** Shown by `?`. */
export function Shortcuts({ me, opened, onClose }: { me: Me | undefined; opened: boolean; onClose: () => void }) {
  const say = useShellText();
  const ui = useUiText();
  return (
    <Modal opened={opened} onClose={onClose} title={say('shortcuts')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <Keys of={KEYS} />
      {may(me, 'person-case.decide') ? <><h2 className="ye-keys-title">{say('cases')}</h2><Keys of={CASE_KEYS} /></> : null}
    </Modal>
  );
}

function Keys({ of: keys }: { of: typeof KEYS | typeof CASE_KEYS }) {
  const say = useShellText();
  return <dl className="ye-keys">{keys.map(([key, words]) => <div key={key}><dt><Kbd>{key}</Kbd></dt><dd>{say(words)}</dd></div>)}</dl>;
}
