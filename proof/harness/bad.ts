import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { writeFile } from '#domains/claim/rules';
import { DossierText, makeProvince } from '#domains/synthetic/rules';
import { referenceWorld } from '#domains/synthetic/server';

/** One kind of bad input and its bytes. */
export interface BadInput { readonly name: string; readonly bytes: () => Iterable<Uint8Array> }

const encoder = new TextEncoder();
const whole = (text: string | Uint8Array) => (): Iterable<Uint8Array> => [typeof text === 'string' ? encoder.encode(text) : text];

/** A valid file of one inpatient visit of the hospital 62990. */
export function goodFile(facility = '62990'): string {
  const catalogues = memoryCatalogues(fileSources());
  const province = makeProvince(referenceWorld(catalogues, '20261113'), catalogues, { people: 200, visits: 400, seed: 'bad', from: '20260803', to: '20261113' });
  for (const { draft, dossier } of province.visits()) {
    if (dossier.facility === facility && draft.visitType === '03' && draft.cards.length === 1) return writeFile({ kind: 'claim', facility, createdOn: dossier.createdOn, dossiers: [dossier] });
  }
  throw new Error('the province has no such visit');
}

function changed(file: string, table: string, field: string, value: string): string {
  const text = DossierText.open(file);
  text.set(table, 1, field, value);
  return text.close();
}

function* repeated(piece: string, times: number, head = '', tail = ''): Iterable<Uint8Array> {
  if (head) yield encoder.encode(head);
  const bytes = encoder.encode(piece);
  for (let i = 0; i < times; i += 1) yield bytes;
  if (tail) yield encoder.encode(tail);
}

/** Everything that a careless or hostile sender may hand in. */
export function badInputs(): BadInput[] {
  const good = goodFile();
  const spaces = ' '.repeat(1024 * 1024);
  const expansion = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY ${'abcdefghij'[i + 1]} "${`&${'abcdefghij'[i]};`.repeat(10)}">`).join('')}]><GIAMDINHHS>&j;</GIAMDINHHS>`;
  const utf16 = Uint8Array.from([0xff, 0xfe, ...Array.from(good.slice(0, 2000), (char) => [char.charCodeAt(0) & 255, char.charCodeAt(0) >> 8]).flat()]);
  return [
    { name: 'not XML', bytes: whole('xin chào, đây không phải hồ sơ') },
    { name: 'empty file', bytes: whole('') },
    { name: 'XML of another kind', bytes: whole('<?xml version="1.0"?><html><body/></html>') },
    { name: 'truncated base64', bytes: whole(good.replace(/(<LOAIHOSO>XML2<\/LOAIHOSO>\s*<NOIDUNGFILE>[^<]{101})[^<]*/, '$1')) },
    { name: '1 GB of spaces', bytes: () => repeated(spaces, 1024, '<GIAMDINHHS>') },
    { name: 'ten thousand nested elements', bytes: whole(`<GIAMDINHHS>${'<A>'.repeat(10_000)}${'</A>'.repeat(10_000)}</GIAMDINHHS>`) },
    { name: 'external entity', bytes: whole(good.replace('<GIAMDINHHS', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><GIAMDINHHS').replace(/<MACSKCB>\d+</, '<MACSKCB>&f;<')) },
    { name: 'million-entity expansion', bytes: whole(expansion) },
    { name: 'UTF-16', bytes: whole(utf16) },
    { name: 'TCVN3 text', bytes: whole(changed(good, 'XML1', 'HO_TEN', 'NguyÔn ThÞ H­êng §µo')) },
    { name: 'a field of 10 MB', bytes: whole(changed(good, 'XML1', 'GHI_CHU', 'x'.repeat(10 * 1024 * 1024))) },
    { name: 'a negative amount', bytes: whole(changed(good, 'XML2', 'THANH_TIEN_BV', '-5000')) },
    { name: 'an amount of 1e308', bytes: whole(changed(good, 'XML2', 'THANH_TIEN_BV', '1e308')) },
    { name: 'the day 20260230', bytes: whole(changed(good, 'XML7', 'NGAY_CT', '20260230')) },
    { name: 'lists of unequal length', bytes: whole(changed(good, 'XML1', 'GT_THE_TU', '20260101;20260901')) },
    { name: 'unknown facility', bytes: whole(good.replaceAll('<MACSKCB>62990<', '<MACSKCB>00000<')) },
    { name: 'cut off in the middle', bytes: whole(good.slice(0, Math.floor(good.length / 2))) },
  ];
}
