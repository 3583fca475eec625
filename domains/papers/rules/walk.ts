import { SaxesParser } from 'saxes';

const DEEPEST = 64;

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
    parser.write(text.replace(/^\uFEFF/u, '')).close();
  } catch {
    problem ??= 'không phải XML đúng cấu trúc';
  }
  return problem;
}
