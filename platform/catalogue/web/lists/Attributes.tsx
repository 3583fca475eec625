import { useAttributeWord, useValueWord } from './attribute-words.ts';

/** Marks: `1` says yes, so the name alone is enough. */
const MARKS = new Set(['level_ignored', 'discouraged_main', 'male', 'female', 'has_more_specific', 'death_cause_only', 'not_main', 'off_route', 'default']);

/** What else a list says of a code, small. */
export function Attributes({ of: attributes }: { of: Readonly<Record<string, string>> }) {
  const [name, word] = [useAttributeWord(), useValueWord()];
  const filled = Object.entries(attributes).filter(([, value]) => value !== '');
  return <span className="ye-small ye-quiet">{filled.map(([key, value]) => (MARKS.has(key) && value === '1' ? name(key) : `${name(key)}: ${word(value)}`)).join(' · ')}</span>;
}
