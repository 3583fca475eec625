import { SaxesParser } from 'saxes';

const DEEPEST = 64;
/** Signs that are looked at before asking whether something is wrong already: the parser tells of every fault of what is no XML, each with a price. */
const AT_ONCE = 16 * 1024;

/** One element with text in it. `path`: names from the root to its parent. */
export type Visit = (name: string, value: string, path: readonly string[]) => void;

/**
 * Goes through a document and tells of every element that has text of its own.
 * @param opened told of every element before what stands in it
 * @returns Vietnamese words when it is no document that can be read
 */
export function walk(text: string, visit: Visit, opened: (name: string, path: readonly string[]) => void = () => {}): string | undefined {
  let problem: string | undefined;
  let value = '';
  const path: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', () => { problem ??= 'không phải XML đúng cấu trúc'; });
  parser.on('doctype', () => { problem ??= 'XML có khai báo DTD, không được nhận'; });
  parser.on('opentag', ({ name }) => {
    if (path.length >= DEEPEST) problem ??= 'XML lồng quá sâu';
    opened(name, path);
    path.push(name);
    value = '';
  });
  const take = (chunk: string): void => { value += chunk; };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', ({ name }) => {
    path.pop();
    if (value.trim() !== '' && problem === undefined) visit(name, value.trim(), path);
    value = '';
  });
  try {
    const whole = text.replace(/^\uFEFF/u, '');
    for (let at = 0; at < whole.length && problem === undefined; at += AT_ONCE) parser.write(whole.slice(at, at + AT_ONCE));
    if (problem === undefined) parser.close();
  } catch {
    problem ??= 'không phải XML đúng cấu trúc';
  }
  return problem;
}
