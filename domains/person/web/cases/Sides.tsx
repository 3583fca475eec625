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
      <thead><tr><th scope="col">{say('field')}</th>{sides.map(([key]) => (
        <th key={key} scope="col">{say(key)}</th>
      ))}<th scope="col">{say('verdict')}</th></tr></thead>
      <tbody>
        {rowsOf(one).map((row) => (
          <tr key={row.key} data-verdict={row.verdict}>
            <th scope="row">{say(`row.${row.key}`)}</th>
            {sides.map(([key, side]) => <td key={key} data-label={say(key)} className={row.key === 'name' ? 'ye-strong' : undefined}><span><Said side={side} row={row.key} /></span></td>)}
            <td className="ye-side-verdict"><Mark tone={MARKS[row.verdict].tone} icon={MARKS[row.verdict].icon}>{say(`verdict.${row.verdict}`)}</Mark></td>
          </tr>
        ))}
        <Plain label={say('row.facility')}>{sides.map(([key, side]) => <Facility key={key} side={side} />)}</Plain>
        <Plain label={say('row.visits')}>{sides.map(([key, side]) => <Visits key={key} side={side} />)}</Plain>
      </tbody>
    </table>
  );
}

/** A row that is not compared. */
function Plain({ label, children: [a, b] }: { label: string; children: readonly ReactNode[] }) {
  const say = useCasesText();
  return <tr><th scope="row">{label}</th><td data-label={say('a')}>{a}</td><td data-label={say('b')}>{b}</td><td className="ye-side-verdict" /></tr>;
}

function Facility({ side }: { side: Side }) {
  const say = useCasesText();
  return <span>{facilityWords(side.facility)}{side.patientNumber === null ? null : <span className="ye-small ye-quiet ye-side-line">{say('row.number')} {side.patientNumber}</span>}</span>;
}

function Visits({ side }: { side: Side }) {
  const say = useCasesText();
  return (
    <span>{formatNumber(side.visits)}{side.describedAt === null ? null : <span className="ye-small ye-quiet"> ({say('row.describedAt').toLocaleLowerCase('vi')} {formatMoment(side.describedAt)})</span>}
      <span className="ye-side-line"><TextLink to="/nguoi-dan/$id" params={{ id: side.person }} aria-label={`${say('open')}: ${side.name}`}>{say('open')}</TextLink></span></span>
  );
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
