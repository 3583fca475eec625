import { amountWords, sumOf } from './amount.ts';
import type { FormLine, FormProblem } from './form.ts';

interface Lines { readonly lines: readonly FormLine[]; readonly problems: readonly FormProblem[] }

const visitOf = ({ facility, maLk }: FormLine): string => `${facility} ${maLk}`;
const nameOf = (one: FormLine): string => [visitOf(one), one.lineId ?? `${one.table ?? ''} ${one.row ?? ''}`].join('\n');

/** Each amount of a visit once: what is charged is named on one line, and a line that is the total of others is none of them. */
export function countedOnce(lines: readonly FormLine[]): Lines {
  const named = parted([...Map.groupBy(lines, nameOf).values()].map(oneLine));
  const totalled = parted([...Map.groupBy(named.lines, visitOf).values()].map(withoutTotal));
  return { lines: totalled.lines.toSorted((a, b) => a.line - b.line), problems: [...named.problems, ...totalled.problems] };
}

const parted = (all: readonly Lines[]): Lines => ({ lines: all.flatMap((one) => one.lines), problems: all.flatMap((one) => one.problems) });

/** Lines that name the same charge: refused for several reasons, each on a line, it is one line; else nobody can say which of them counts. */
function oneLine(group: readonly FormLine[]): Lines {
  const [first, second] = group;
  if (first === undefined || second === undefined) return { lines: group, problems: [] };
  const reasons = new Set(group.map((one) => one.reasonCode));
  const refused = sumOf(group.map((one) => one.refused));
  if (reasons.size === group.length && !reasons.has(null) && group.every((one) => one.claimed === first.claimed) && refused <= first.claimed) {
    return { lines: [{ ...first, refused, reasonCode: [...reasons].join('; '), reason: group.map((one) => one.reason).filter((one) => one !== '').join('; ') }], problems: [] };
  }
  return { lines: [first], problems: [{ line: second.line, what: `Cùng dòng chi phí với dòng ${first.line} của tệp mà số tiền hoặc lý do khác nhau: không biết dòng nào đúng. Hỏi lại cơ quan BHXH hoặc xuất lại tệp.`, of: { facility: first.facility, maLk: first.maLk } }] };
}

/** XML1 is the visit itself: beside lines of its other tables it is their total, and would be counted twice. */
function withoutTotal(group: readonly FormLine[]): Lines {
  const [totals, lines] = [group.filter((one) => one.table === 'XML1'), group.filter((one) => one.table !== 'XML1')];
  const [total] = totals;
  if (total === undefined || lines.length === 0) return { lines: group, problems: [] };
  const [said, refused] = [sumOf(totals.map((one) => one.refused)), sumOf(lines.map((one) => one.refused))];
  if (said === refused) return { lines, problems: [] };
  return { lines, problems: [{ line: total.line, what: `Dòng tổng của lượt khám (XML1) từ chối ${amountWords(said)}, các dòng chi tiết cộng lại từ chối ${amountWords(refused)}: không biết số nào đúng. Hỏi lại cơ quan BHXH hoặc xuất lại tệp.`, of: { facility: total.facility, maLk: total.maLk } }] };
}
