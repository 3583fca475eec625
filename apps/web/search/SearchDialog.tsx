import { Modal, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { useUiText } from '#platform/ui';
import { useShellText } from '../text.ts';
import { step } from './term.ts';
import { useFound } from './useFound.ts';

/** The one search box: type, choose with the arrows, open with Enter. */
export function SearchDialog({ me, onClose }: { me: Me | undefined; onClose: () => void }) {
  const say = useShellText();
  const ui = useUiText();
  // A citizen searches nobody.
  const own = may(me, 'my-record.read');
  const [term, setTerm] = useState('');
  const [at, setAt] = useState(0);
  const { found, waiting } = useFound(me, term);
  const chosen = found[Math.min(at, found.length - 1)];
  const open = (index: number) => {
    found[index]?.open();
    onClose();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(step(Math.min(at, found.length - 1), event.key === 'ArrowDown' ? 1 : -1, found.length));
    } else if (event.key === 'Enter' && chosen) open(found.indexOf(chosen));
  };
  return (
    <Modal opened onClose={onClose} title={say('search.title')} size="lg" yOffset="8vh" closeButtonProps={{ 'aria-label': ui('close') }}>
      <TextInput data-autofocus aria-label={say(own ? 'search.own' : 'search')} placeholder={say(own ? 'search.own' : 'search')} description={say(own ? 'search.ownHint' : 'search.hint')} inputWrapperOrder={['input', 'description']} leftSection={<IconSearch size={18} aria-hidden />} value={term} autoComplete="off"
        onChange={(event) => { setTerm(event.currentTarget.value); setAt(0); }} onKeyDown={press} role="combobox" aria-expanded={found.length > 0} aria-controls="ket-qua-tim" aria-activedescendant={chosen ? `tim-${found.indexOf(chosen)}` : undefined} />
      <div id="ket-qua-tim" role="listbox" aria-label={say('search.results')} className="ye-found" style={{ marginTop: 8 }}>
        {found.map((each, index) => (
          <div key={each.key}>
            {found[index - 1]?.group === each.group ? null : <div className="ye-found-group" aria-hidden>{each.group}</div>}
            <div id={`tim-${index}`} role="option" tabIndex={-1} aria-selected={each === chosen} onClick={() => open(index)} onKeyDown={press} onMouseMove={() => setAt(index)}>{each.title} <span className="ye-small ye-quiet">{each.note}</span></div>
          </div>
        ))}
      </div>
      <div role="status" className="ye-small ye-quiet" style={{ marginTop: 8 }}>{waiting ? say('search.wait') : found.length === 0 && term !== '' ? say('search.none', { term }) : say('search.keys')}</div>
    </Modal>
  );
}
