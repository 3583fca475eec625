import { globSync } from 'node:fs';
import { circlesIn, faultOf, serverCodeIn } from './rules.ts';
import { readSource, type Source } from './source.ts';

export const LONGEST = 500;
export const MEDIAN = 120;
const BROWSER_ENTRY = 'apps/web/main.tsx';

/** Every TypeScript file of the house. */
export function sourcesOf(root: string): Map<string, Source> {
  const paths = globSync('{apps,domains,platform,bench,e2e,proof,scripts}/**/*.{ts,tsx}', { cwd: root, exclude: (name) => name.includes('node_modules') || name.includes('/dist/') });
  return new Map(paths.map((path) => path.replaceAll('\\', '/')).sort().map((path) => [path, { ...readSource(`${root}/${path}`), path }]));
}

/** All that the lint has to say, one line a fault. */
export function faultsIn(sources: ReadonlyMap<string, Source>): string[] {
  const faults: string[] = [];
  for (const source of sources.values()) {
    for (const one of source.imports) {
      const fault = faultOf(source.path, one.to);
      if (fault) faults.push(`${source.path}: ${fault}`);
    }
    if (source.lines > LONGEST) faults.push(`${source.path}: ${source.lines} dòng, nhiều hơn ${LONGEST}`);
    if (source.anys > 0) faults.push(`${source.path}: dùng any ${source.anys} lần`);
    if (source.casts > 0 && !source.path.endsWith('.test.ts')) faults.push(`${source.path}: ép kiểu không kiểm tra ${source.casts} lần (as)`);
  }
  const bundle = serverCodeIn(BROWSER_ENTRY, sources);
  if (bundle) faults.push(`gói trình duyệt chạm mã máy chủ: ${bundle.join(' → ')}`);
  for (const circle of circlesIn(sources)) faults.push(`vòng tròn: ${circle.join(' → ')}`);
  const median = medianOf([...sources.values()].map((source) => source.lines));
  if (median > MEDIAN) faults.push(`độ dài trung vị ${median} dòng, nhiều hơn ${MEDIAN}`);
  return faults;
}

export function medianOf(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
