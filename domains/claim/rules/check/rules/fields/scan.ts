import type { Catalogues } from '#platform/catalogue/rules';
import { TABLES, type Place, type Row, type RuleContext, type TableName } from '../../../model/index.ts';
import { parseScaled } from '../../../money/index.ts';
import { layout, type FieldSpec, type Layout } from '../../../standard/index.ts';
import { text } from '../../context.ts';
import { QD3176, QD4750 } from '../../laws.ts';
import { at } from '../../place.ts';
import { isBirth, isDay, isMoment } from '../../when.ts';
import { listOf, namesOf, type ListedField } from './lists.ts';
import { shapeOf, type Shape } from './patterns.ts';
import { rangeOf } from './ranges.ts';

/** The families of field findings; each is a rule of its own. */
export type FieldFamily = 'required' | 'size' | 'integer' | 'decimal' | 'date' | 'datetime' | 'unlisted' | 'remark' | 'shape' | 'odd-shape' | 'spaces' | 'range' | 'separator' | 'reserve';

export interface FieldIssue {
  readonly place: Place;
  readonly message: string;
}

export type FieldIssues = ReadonlyMap<FieldFamily, readonly FieldIssue[]>;

interface Plan extends FieldSpec {
  readonly listed: ListedField | undefined;
  readonly shape: Shape | undefined;
  readonly range: readonly [number, number] | undefined;
  readonly isCode: boolean;
  readonly isBirth: boolean;
  /** 3176 cut the hour off this day; before, both are met. */
  readonly hadHour: boolean;
  readonly isNew: boolean;
  /** A blood transport or a packaging (VM., BB.) has no dose to write. */
  readonly isDose: boolean;
  /** Short values that were right before: fields that look into no list are full of the same few. */
  readonly fine: Set<string>;
}

const plans = new Map<Layout, readonly Plan[]>();

/** What to look at in each field of a layout, worked out once. */
function planOf(known: Layout): readonly Plan[] {
  const before = plans.get(known);
  if (before) return before;
  const made = known.fields.map((field): Plan => ({
    ...field,
    listed: listOf(known.table, field.name),
    shape: shapeOf(known.table, field.name),
    range: rangeOf(known.table, field.name),
    isCode: /^(MA_|SO_|GT_|NGAY|STT|TT_THAU)/.test(field.name),
    isBirth: field.name === 'NGAY_SINH',
    hadHour: field.name === 'NGAY_HEN_KL',
    isNew: field.since !== '130',
    isDose: known.name === 'XML2' && /^(HAM_LUONG|DUONG_DUNG|LIEU_DUNG)$/.test(field.name),
    fine: new Set(),
  }));
  plans.set(known, made);
  return made;
}

const scanned = new WeakMap<RuleContext, FieldIssues>();

/** Looks at every field of every record once, for all field rules together. */
export function fieldIssues(context: RuleContext): FieldIssues {
  const before = scanned.get(context);
  if (before) return before;
  const issues = new Map<FieldFamily, FieldIssue[]>();
  const { eventDate } = context;
  const came = text(context.summary, 'NGAY_VAO').slice(0, 8);
  const lookup = lookups(context.catalogues, eventDate, isDay(came) && came < eventDate ? came : eventDate);
  const before4750 = eventDate !== '' && eventDate < QD4750.validFrom;
  const before3176 = eventDate !== '' && eventDate < QD3176.validFrom;
  // One closure for the whole pass: a dossier has tens of thousands of fields.
  let table: TableName = 'XML1';
  let row = 0;
  let field = '';
  let said = 0;
  const values: (string | undefined)[] = [];
  const say: Say = (family, what) => {
    said += 1;
    const list = issues.get(family) ?? [];
    list.push({ place: at(table, row, field), message: `${table} dòng ${row}, ${field}: ${what}` });
    issues.set(family, list);
  };
  for (table of TABLES) {
    const found = context.dossier.tables.get(table);
    if (!found) continue;
    const plan = planOf(layout(found.layout));
    row = 0;
    for (const record of found.rows) {
      row++;
      const inOrder = valuesInOrder(record, plan, values);
      for (let index = 0; index < plan.length; index += 1) {
        const spec = plan[index];
        if (spec === undefined) break;
        const raw = inOrder ? values[index] : record[spec.name];
        field = spec.name;
        if (raw !== undefined && raw !== '') {
          const short = raw.length <= SHORT;
          if (short && spec.fine.has(raw)) continue;
          if (spec.hadHour && before3176 && isMoment(raw)) continue;
          const before = said;
          look(spec, raw, say, lookup);
          if (short && said === before && spec.listed === undefined && spec.fine.size < MOST_FINE) spec.fine.add(raw);
        }
        else if (spec.required === 'yes' && !(spec.isNew && before4750) && !(spec.isDose && /^(VM|BB)\./.test(text(record, 'MA_THUOC')))) say('required', `bỏ trống trường bắt buộc (${spec.meaningVi.slice(0, 90)})`);
      }
    }
  }
  scanned.set(context, issues);
  return issues;
}

/** Copies the values of a record that has its fields in the layout's order, as the reader makes them; walking along is much faster than looking up each name. */
function valuesInOrder(record: Row, plan: readonly Plan[], values: (string | undefined)[]): boolean {
  let index = 0;
  for (const name in record) {
    if (plan[index]?.name !== name) return false;
    values[index] = record[name];
    index += 1;
  }
  return index === plan.length;
}

type Say = (family: FieldFamily, what: string) => void;

const SHORT = 6;
const MOST_FINE = 1_000;

/** Says it and answers no. */
function no(say: Say, family: FieldFamily, what: string): false {
  say(family, what);
  return false;
}

const show = (value: string): string => `«${value.length > 60 ? `${value.slice(0, 60)}…` : value}»`;

function look(field: Plan, raw: string, say: Say, lookup: Lookup): void {
  const value = trimmed(raw);
  if (value === '') {
    if (field.required === 'yes') say('required', 'trường bắt buộc chỉ có khoảng trắng');
    return;
  }
  if (field.isCode && value.length !== raw.length) say('spaces', `có khoảng trắng hoặc dấu tab thừa ở đầu hoặc cuối ${show(value)}`);
  if (field.maxLength !== null && raw.length > field.maxLength) {
    const length = [...value].length;
    if (length > field.maxLength) say('size', `dài ${length} ký tự, tối đa ${field.maxLength}: ${show(value)}`);
  }
  if (!kindFits(field, value, say)) return;
  if (field.range !== undefined && !inRange(Number(value), field.range)) say('range', `giá trị ${value} ngoài khoảng ${field.range[0]}–${field.range[1]}`);
  if (field.name === 'DU_PHONG') say('reserve', `trường dự phòng có nội dung ${show(value)}`);
  if (field.listSeparator !== '' && value.includes(';')) return lookAtList(field, value, say, lookup);
  const { shape, listed } = field;
  if (shape && !shape.pattern.test(value)) say(shape.must ? 'shape' : 'odd-shape', `${show(value)} không đúng dạng: ${shape.expected}`);
  else if (listed) listedIn(field.name, listed, value, say, lookup);
}

function lookAtList({ name, shape, listed }: Plan, value: string, say: Say, lookup: Lookup): void {
  const items = value.split(';');
  // Cards of soldiers and police have no last day, whatever stands beside them.
  if (items.some((item) => (item === '' && name !== 'GT_THE_DEN') || item !== item.trim())) say('separator', `danh sách có phần tử rỗng hoặc khoảng trắng quanh dấu ";": ${show(value)}`);
  if (shape) {
    const wrong = (shape.many ? items : [value]).find((item) => !shape.pattern.test(item.trim()));
    if (wrong !== undefined) {
      say(shape.must ? 'shape' : 'odd-shape', `${show(wrong)} không đúng dạng: ${shape.expected}`);
      return;
    }
  }
  if (listed) for (const item of listed.many ? items : [value]) listedIn(name, listed, item.trim(), say, lookup);
}

const isSpace = (code: number): boolean => code <= 32 || code === 160;

/** Most values have no space at either end; those are given back untouched. */
function trimmed(raw: string): string {
  return isSpace(raw.charCodeAt(0)) || isSpace(raw.charCodeAt(raw.length - 1)) ? raw.trim() : raw;
}

const inRange = (value: number, [least, most]: readonly [number, number]): boolean => Number.isNaN(value) || (value >= least && value <= most);

/** Whether the value is of the field's kind; says so when it is not. */
function kindFits(field: Plan, value: string, say: Say): boolean {
  switch (field.kind) {
    case 'integer':
      if (value === '0' || value === '1' || value === '100') return true;
      if (parseScaled(value, 0) === undefined) return no(say, 'integer', `${show(value)} không phải số nguyên`);
      if (value.charCodeAt(0) === 45) say('range', `giá trị ${show(value)} âm`);
      return true;
    case 'decimal':
      if (value === '0') return true;
      if (parseScaled(value, field.decimals) === undefined) return no(say, 'decimal', `${show(value)} không phải số có tối đa ${field.decimals} số lẻ (dấu thập phân là dấu chấm)`);
      if (value.charCodeAt(0) === 45) say('range', `giá trị ${show(value)} âm`);
      return true;
    case 'date':
      return isDay(value) || no(say, 'date', `${show(value)} không phải ngày có thật theo dạng yyyyMMdd`);
    case 'datetime':
      if (field.isBirth ? isBirth(value) : isMoment(value)) return true;
      return no(say, 'datetime', `${show(value)} không phải thời điểm có thật theo dạng yyyyMMddHHmm`);
    case 'date-or-datetime':
      return isDay(value) || isMoment(value) || no(say, 'date', `${show(value)} không phải ngày yyyyMMdd hoặc thời điểm yyyyMMddHHmm`);
    case 'date-list': {
      const wrong = value.split(';').find((item) => item.trim() !== '' && !isDay(item.trim()));
      return wrong === undefined || no(say, 'date', `${show(wrong)} không phải ngày có thật theo dạng yyyyMMdd`);
    }
    default:
      return true;
  }
}

/** listed; unlisted: in a complete list, so an error; remark: only an incomplete list to look in, said once; unknown: no list for that day, or said. */
type Verdict = 'listed' | 'unlisted' | 'remark' | 'unknown';
type Lookup = (listed: ListedField, code: string) => Verdict;

/** Each code is looked up once a dossier; a remark on it is made once too. What was right on the day of arrival stays right until the visit ends. */
function lookups(catalogues: Catalogues, on: string, came: string): Lookup {
  const known = new Map<ListedField, Map<string, Verdict>>();
  return (listed, code) => {
    let verdicts = known.get(listed);
    if (!verdicts) known.set(listed, (verdicts = new Map()));
    const before = verdicts.get(code);
    if (before !== undefined) return before;
    const loaded = listed.lists.filter((list) => catalogues.has(list, on));
    const verdict: Verdict = listed.lists.some((list) => catalogues.find(list, code, on) ?? (came === on ? undefined : catalogues.find(list, code, came)))
      ? 'listed'
      : loaded.length === 0 ? 'unknown' : loaded.every((list) => catalogues.isComplete(list, on)) ? 'unlisted' : 'remark';
    verdicts.set(code, verdict === 'remark' ? 'unknown' : verdict);
    return verdict;
  };
}

function listedIn(field: string, listed: ListedField, item: string, say: Say, lookup: Lookup): void {
  const code = listed.code ? listed.code(item) : item;
  if (code === '') return;
  const verdict = lookup(listed, code);
  if (verdict === 'listed') return;
  if (verdict === 'unlisted') say('unlisted', `mã ${show(item)} không có trong danh mục ${namesOf(listed)} tại ngày của hồ sơ`);
  if (verdict === 'remark') say('remark', `mã ${show(item)} chưa thấy trong danh mục ${namesOf(listed)} (danh mục chưa đủ, trường ${field})`);
}

