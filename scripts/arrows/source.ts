import { readFileSync } from 'node:fs';
import { parseSync, Visitor } from 'rolldown/utils';

/** One import of a file, as written. */
export interface Import { readonly to: string; readonly typeOnly: boolean }

/** What the lint knows of a file. */
export interface Source { readonly path: string; readonly imports: readonly Import[]; readonly lines: number; readonly anys: number; readonly casts: number }

/** Parses one TypeScript file. @throws Error when it does not parse */
export function readSource(path: string, text: string = readFileSync(path, 'utf8')): Source {
  const parsed = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const broken = parsed.errors[0];
  if (broken) throw new Error(`${path}: ${broken.message}`);
  const imports: Import[] = [];
  for (const one of parsed.module.staticImports) {
    imports.push({ to: one.moduleRequest.value, typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType) });
  }
  for (const one of parsed.module.staticExports) {
    for (const entry of one.entries) if (entry.moduleRequest) imports.push({ to: entry.moduleRequest.value, typeOnly: entry.isType });
  }
  for (const one of parsed.module.dynamicImports) {
    const to = /^['"](.+)['"]$/.exec(text.slice(one.moduleRequest.start, one.moduleRequest.end))?.[1];
    if (to) imports.push({ to, typeOnly: false });
  }
  let anys = 0;
  let casts = 0;
  new Visitor({
    TSAnyKeyword: () => { anys += 1; },
    TSAsExpression: (node) => { if (text.slice(node.typeAnnotation.start, node.typeAnnotation.end) !== 'const') casts += 1; },
  }).visit(parsed.program);
  return { path, imports, lines: text.split('\n').length - 1, anys, casts };
}
