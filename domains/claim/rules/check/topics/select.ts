import { fold } from '#platform/catalogue/rules';
import type { RuleContext } from '../../model/index.ts';
import { costLines, type CostLine, type CostTable } from '../../price/index.ts';
import { text } from '../context.ts';

/** Which claimed lines a topic speaks of, by their names. Names are folded first: no accents, lower case, single spaces. */
export interface Selection {
  readonly table: CostTable;
  readonly name: RegExp;
  /** Names that match `name` and mean something else. */
  readonly but?: RegExp;
}

const selections: Selection[] = [];

/** Services (XML3). Each selection is made once, when the rows are read. */
export function service(name: RegExp, but?: RegExp): Selection {
  return remember({ table: 'XML3', name, ...(but && { but }) });
}

/** Drugs (XML2), by trade name or by the ingredient behind MA_THUOC. */
export function drug(name: RegExp): Selection {
  return remember({ table: 'XML2', name });
}

function remember(selection: Selection): Selection {
  selections.push(selection);
  return selection;
}

/** Which selections a name falls under. The names of a facility repeat endlessly, so each is matched once. */
const matched: Readonly<Record<CostTable, Map<string, readonly Selection[]>>> = { XML2: new Map(), XML3: new Map() };
const MOST_NAMES = 20_000;

function selectionsOf(table: CostTable, name: string): readonly Selection[] {
  const names = matched[table];
  const known = names.get(name);
  if (known) return known;
  const folded = fold(name);
  const found = selections.filter((selection) => selection.table === table && selection.name.test(folded) && !selection.but?.test(folded));
  if (names.size >= MOST_NAMES) names.clear();
  names.set(name, found);
  return found;
}

const NONE: readonly CostLine[] = [];
/** The dossier looked at last: all topics ask about one before the next comes. */
let last: { readonly context: RuleContext; readonly index: ReadonlyMap<Selection, readonly CostLine[]> } | undefined;

/** The claimed lines of a selection: inside the insured scope and with something to pay. */
export function linesOf(context: RuleContext, selection: Selection): readonly CostLine[] {
  if (last?.context !== context) last = { context, index: indexLines(context) };
  return last.index.size === 0 ? NONE : (last.index.get(selection) ?? NONE);
}

/** Whether the visit has it at all, whoever pays: what must go together may be at the patient's own cost. */
export function isThere(context: RuleContext, selection: Selection): boolean {
  return costLines(context.dossier).some((line) => line.table === selection.table && namesOf(context, line).some((name) => selectionsOf(line.table, name).includes(selection)));
}

function indexLines(context: RuleContext): ReadonlyMap<Selection, readonly CostLine[]> {
  const index = new Map<Selection, CostLine[]>();
  for (const line of costLines(context.dossier)) {
    if (line.insured === 0n || text(line.fields, 'MA_VAT_TU') !== '') continue;
    for (const name of namesOf(context, line)) {
      for (const selection of selectionsOf(line.table, name)) {
        const lines = index.get(selection) ?? [];
        if (lines.at(-1) !== line) lines.push(line);
        index.set(selection, lines);
      }
    }
  }
  return index;
}

function namesOf({ catalogues, eventDate }: RuleContext, line: CostLine): readonly string[] {
  if (line.table === 'XML3') return [text(line.fields, 'TEN_DICH_VU')];
  const ingredient = catalogues.find('ingredient', text(line.fields, 'MA_THUOC'), eventDate)?.display;
  return ingredient === undefined ? [text(line.fields, 'TEN_THUOC')] : [text(line.fields, 'TEN_THUOC'), ingredient];
}
