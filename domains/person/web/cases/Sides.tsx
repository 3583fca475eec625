import { IconCheck, IconEqualNot, IconMinus, IconTilde, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Age, facilityWords, formatBorn, formatMoment, formatNumber, Mark, Sex, TextLink } from '#platform/ui';
import type { Tone } from '#platform/ui';
import type { Case, Side } from './api.ts';
import { rowsOf } from './rows.ts';
import type { RowKey, Verdict } from './rows.ts';
import { useCasesText } from './text.ts';

const MARKS: Readonly<Record<Verdict, { tone: Tone; icon: ReactNode }>> = {
  same: { tone: 'good', icon: <IconCheck size={16} aria-hidden /> }, near: { tone: 'info', icon: <IconTilde size={16} aria-hidden /> }, different: { tone: 'warning', icon: <IconEqualNot size={16} aria-hidden /> },
  against: { tone: 'error', icon: <IconX size={16} aria-hidden /> }, alone: { tone: 'neutral', icon: <IconMinus size={16} aria-hidden /> }, silent: { tone: 'neutral', icon: <IconMinus size={16} aria-hidden /> },
};

/** Both descriptions as their facilities wrote them, row by row, with what agrees and what differs. */
export function Sides({ one }: { one: Case }) {
  const say = useCasesText();
  const sides = [['a', one.a], ['b', one.b]] as const;
  return (
    <table className="ye-table ye-sides" aria-label={say('sides')}>
      <thead><tr><th scope="col">{say('field')}</th>{sides.map(([key, side]) => (
        <th key={key} scope="col">{say(key)} <TextLink to="/nguoi-dan/$id" params={{ id: side.person }} aria-label={`${say('open')}: ${say(key)}`}>{say('open')}</TextLink></th>
      ))}<th scope="col">{say('verdict')}</th></tr></thead>
      <tbody>
        {rowsOf(one).map((row) => (
          <tr key={row.key} data-verdict={row.verdict}>
            <th scope="row">{say(`row.${row.key}`)}</th>
            {sides.map(([key, side]) => <td key={key} data-label={say(key)} className={row.key === 'name' ? 'ye-strong' : undefined}><Said side={side} row={row.key} /></td>)}
            <td className="ye-side-verdict"><Mark tone={MARKS[row.verdict].tone} icon={MARKS[row.verdict].icon}>{say(`verdict.${row.verdict}`)}</Mark></td>
          </tr>
        ))}
        <Plain label={say('row.facility')} sides={sides} of={(side) => `${facilityWords(side.facility)}${side.patientNumber === null ? '' : `, ${say('row.number').toLocaleLowerCase('vi')} ${side.patientNumber}`}`} />
        <Plain label={say('row.visits')} sides={sides} of={(side) => `${formatNumber(side.visits)}${side.describedAt === null ? '' : `, ${say('row.describedAt').toLocaleLowerCase('vi')} ${formatMoment(side.describedAt)}`}`} />
      </tbody>
    </table>
  );
}

function Plain({ label, sides, of }: { label: string; sides: readonly (readonly ['a' | 'b', Side])[]; of: (side: Side) => string }) {
  const say = useCasesText();
  return <tr><th scope="row">{label}</th>{sides.map(([key, side]) => <td key={key} data-label={say(key)}>{of(side)}</td>)}<td className="ye-side-verdict" /></tr>;
}

function Said({ side, row }: { side: Side; row: RowKey }) {
  const say = useCasesText();
  if (row === 'cards') return side.cards.length === 0 ? <None /> : <>{side.cards.join(', ')}</>;
  const value = side[row];
  if (value === null || value === '') return <None />;
  if (row === 'born') return <>{formatBorn(value)} <span className="ye-quiet ye-small">(<Age born={value} />)</span>{side.newborn ? ` ${say('newborn')}` : ''}</>;
  return row === 'sex' ? <Sex sex={value} /> : <>{value}</>;
}

function None() {
  const say = useCasesText();
  return <span className="ye-quiet">{say('empty')}</span>;
}
