import type { KeyboardEvent, ReactNode } from 'react';
import { useUiText } from '../text.ts';

interface TableProps {
  /** What the table holds, for screen readers. */
  readonly label: string;
  readonly columns: readonly (string | { readonly title: string; readonly number: boolean })[];
  /** Rows become cards on a phone; each cell should carry `data-label`. */
  readonly fold?: boolean;
  readonly maxHeight?: string;
  readonly children: ReactNode;
}

/** A dense table in its own scrolling frame, header always in sight; arrows up and down go from row to row. */
export function Table({ label, columns, fold = false, maxHeight, children }: TableProps) {
  const say = useUiText();
  return (
    <div className="ye-frame" style={maxHeight ? { maxHeight } : undefined} tabIndex={0} role="group" aria-label={say('scroll', { what: label })} onKeyDown={walkRows}>
      <table className={fold ? 'ye-table ye-fold' : 'ye-table'} aria-label={label}>
        <thead><tr>{columns.map((column) => {
          const { title, number } = typeof column === 'string' ? { title: column, number: false } : column;
          return <th key={title} scope="col" className={number ? 'ye-number' : undefined}>{title}</th>;
        })}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** Arrow keys move the focus to the first link or button of the row above or below. */
export function walkRows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const from = event.target;
  if (!(from instanceof HTMLElement) || from.matches('input, textarea, select')) return;
  const rows = [...event.currentTarget.querySelectorAll('tbody tr')].filter((row) => row.querySelector('a, button'));
  const at = rows.findIndex((row) => row.contains(from));
  const next = at === -1 ? rows[0] : rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  const target = next?.querySelector('a, button');
  if (!(target instanceof HTMLElement)) return;
  event.preventDefault();
  target.focus();
}
