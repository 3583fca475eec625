import { useClaimText } from '../text.ts';

const TABLES = ['XML0', 'XML1', 'XML2', 'XML3', 'XML4', 'XML5', 'XML6', 'XML7', 'XML8', 'XML9', 'XML10', 'XML11', 'XML12', 'XML13', 'XML14', 'XML15'] as const;

/** What a table is called in a word or two, beside its number; '' for a table that has no such name. */
export function useTableWord(): (table: string) => string {
  const say = useClaimText();
  return (table) => {
    const known = TABLES.find((each) => each === table);
    return known === undefined ? '' : say(`table.${known}`);
  };
}
