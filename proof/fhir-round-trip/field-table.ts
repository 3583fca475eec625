import { carriersOf, tableShape, LAYOUTS } from '#domains/claim/rules';

const BEGIN = '<!-- fields: written by `npm run -s proof -- fhir-round-trip 0 --table` -->';
const END = '<!-- end of fields -->';

/** The document with its field table made anew. @throws Error when it has no place for it */
export function withFieldTable(document: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error('docs/claim-fhir.md has no place for the field table');
  return `${document.slice(0, from)}${BEGIN}\n${fieldTable()}${document.slice(to)}`;
}

/** Every official field → where it stands in the record; how many by extension alone, and why. */
export function fieldTable(): string {
  const lines = carriersOf();
  const extensions = lines.filter((line) => line.by === 'extension');
  const reasons = [...Map.groupBy(extensions, (line) => line.why)].sort((a, b) => b[1].length - a[1].length);
  const parts = [
    `\n${lines.length} official fields: ${lines.length - extensions.length} by elements of R4, ${extensions.length} (${((100 * extensions.length) / lines.length).toFixed(0)} %) by an extension alone, marked * below.\n`,
    '| why an extension alone | fields |\n|---|---|', ...reasons.map(([why, fields]) => `| ${why} | ${fields.length} |`),
  ];
  for (const [layout, fields] of Map.groupBy(lines, (line) => line.layout)) {
    parts.push(`\n### ${layout}: ${tableShape(LAYOUTS[layout].table).title}\n`, '| field | where it stands |\n|---|---|', ...fields.map((line) => `| ${line.field} | ${line.places.map((place) => `\`${place.replaceAll('|', '\\|')}\``).join('<br>')}${line.by === 'extension' ? ' *' : ''} |`));
  }
  return `${parts.join('\n')}\n\n`;
}
