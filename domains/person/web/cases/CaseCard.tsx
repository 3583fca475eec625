import { Button, Kbd, TextInput } from '@mantine/core';
import { IconArrowsJoin, IconArrowsSplit } from '@tabler/icons-react';
import { useState } from 'react';
import { Panel, percent } from '#platform/ui';
import type { Case, Decision } from './api.ts';
import { Reasons } from './Reasons.tsx';
import { Sides } from './Sides.tsx';
import { useCasesText } from './text.ts';

/** One case: what speaks against, the decision, both sides, the reasons. */
export function CaseCard({ one, place, onDecide }: { one: Case; place: string; onDecide: (decision: Decision, why: string) => void }) {
  const say = useCasesText();
  const [why, setWhy] = useState('');
  const against = one.reasons.filter((reason) => one.contradictions.includes(reason.field));
  return (
    <section className="ye-card ye-stack ye-case" aria-label={place}>
      <div className="ye-row"><h2 className="ye-figures">{say('chance', { percent: percent(one.probability) })}</h2><span className="ye-quiet ye-small ye-push">{place}</span></div>
      {one.contradictions.length > 0 ? <Panel kind="warning" title={say('against.title')}>{against.map((reason) => capital(reason.text)).join('; ')}</Panel> : null}
      <div className="ye-row ye-case-decide">
        <Button leftSection={<IconArrowsJoin size={18} aria-hidden />} rightSection={<Kbd className="ye-desk" aria-hidden>G</Kbd>} aria-keyshortcuts="G" onClick={() => onDecide('join', why.trim())}>{say('join')}</Button>
        <Button variant="default" leftSection={<IconArrowsSplit size={18} aria-hidden />} rightSection={<Kbd className="ye-desk" aria-hidden>K</Kbd>} aria-keyshortcuts="K" onClick={() => onDecide('different', why.trim())}>{say('different')}</Button>
        <TextInput className="ye-case-why" aria-label={say('why')} placeholder={say('why')} value={why} maxLength={500} autoComplete="off" onChange={(event) => setWhy(event.currentTarget.value)} />
      </div>
      <Sides one={one} />
      <Reasons reasons={one.reasons} contradictions={one.contradictions} />
      <p className="ye-small ye-quiet ye-desk">{say('keys')}</p>
    </section>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
