import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { DayInput } from '#platform/ui';
import type { TrailFilter } from './api.ts';
import { useAuditText } from './text.ts';
import './audit.css';

const TEXTS = ['actor', 'facility', 'person', 'action', 'purpose'] as const;
const OUTCOMES = ['done', 'refused', 'failed'] as const;

/** What of the trail is looked for. Sent when asked, not while typing: each look leaves a row. */
export function FilterForm({ value, onChange }: { value: TrailFilter; onChange: (filter: TrailFilter) => void }) {
  const say = useAuditText();
  const [draft, setDraft] = useState<TrailFilter>(value);
  const set = (name: keyof TrailFilter, text: string): void => {
    const { [name]: _gone, ...rest } = draft;
    setDraft(text.trim() === '' ? rest : { ...rest, [name]: text.trim() });
  };
  return (
    <form className="ye-trail-filter" aria-label={say('filter')} onSubmit={(event) => { event.preventDefault(); onChange(draft); }}>
      <DayInput label={say('filter.from')} value={draft.from ?? ''} onChange={(day) => set('from', day)} />
      <DayInput label={say('filter.to')} value={draft.to ?? ''} onChange={(day) => set('to', day)} />
      {TEXTS.map((name) => <TextInput key={name} label={say(`filter.${name}`)} value={draft[name] ?? ''} placeholder={name === 'action' ? say('filter.actionHint') : ''} onChange={(event) => set(name, event.currentTarget.value)} />)}
      <NativeSelect label={say('filter.outcome')} value={draft.outcome ?? ''} onChange={(event) => set('outcome', event.currentTarget.value)}
        data={[{ value: '', label: say('filter.all') }, ...OUTCOMES.map((one) => ({ value: one, label: say(`outcome.${one}`) }))]} />
      <div className="ye-row">
        <Button type="submit">{say('filter.apply')}</Button>
        <Button variant="default" onClick={() => { setDraft({}); onChange({}); }}>{say('filter.clear')}</Button>
      </div>
    </form>
  );
}
