import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { Scanner, type ScanHandler } from './scan.ts';

/** What a document says, as one text; undefined: refused. Adjoining pieces of text count as one. */
function bySaxes(document: string): string | undefined {
  const parser = new SaxesParser();
  let out = '';
  parser.on('error', (error) => { throw error; });
  parser.on('opentag', (tag) => { out += `<${tag.name}>`; });
  parser.on('closetag', (tag) => { out += `</${tag.name}>`; });
  parser.on('text', (text) => { out += text; });
  parser.on('cdata', (text) => { out += text; });
  parser.on('doctype', () => { throw new Error('DTD'); });
  try {
    parser.write(document).close();
    return out.trim();
  } catch {
    return undefined;
  }
}

class Recorder implements ScanHandler {
  expected = 'A';
  out = '';
  open(name: string): void { this.out += `<${name}>`; }
  text(text: string): void { this.out += text; }
  close(name: string): void { this.out += `</${name}>`; }
  leaf(name: string, text: string): void { this.out += `<${name}>${text}</${name}>`; }
}

function byScanner(document: string, cuts: readonly number[] = []): string | undefined {
  const recorder = new Recorder();
  const scanner = new Scanner(recorder, { depth: 1000, tag: 100_000 });
  try {
    let from = 0;
    for (const cut of [...cuts].map((one) => one % (document.length + 1)).sort((a, b) => a - b)) {
      scanner.write(document.slice(from, cut));
      from = cut;
    }
    scanner.write(document.slice(from));
    scanner.end();
    return recorder.out.trim();
  } catch {
    return undefined;
  }
}

const PIECES = [
  '<A>', '</A>', '<A/>', '<A />', '<B>', '</B>', '</B >', '< A>', '<A', '>', '/>', '<', '</', '<?xml version="1.0" encoding="utf-8"?>', '<?pi x?>', '<?', '?>',
  '<!-- c -->', '<!--', '-->', '--', '-', '<![CDATA[', ']]>', ']]', ']', '<![CDATA[ x<y& ]]>', '<!DOCTYPE a>', '<!', '&amp;', '&lt;', '&#65;', '&#x1F600;', '&#0;', '&#xD;', '&nbsp;', '&', ';',
  'x', ' ', '\n', '\t', 'Nguyễn Văn Ắ', '"', "'", '=', '<A b="c">', "<A b='c' d=\"e\">", '<A b="c" b="d">', '<A b="<">', '<A b="&lt;">', '<A b="&x;">', '<A b=c>', '<A b = "c" >', '<A b="c"d="e">', '<A b="x>y">', '\u0001', '\uFFFE', '😀', '<Ă>', '</Ă>', '<1>', '<a:B/>',
] as const;

const wild = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(''));
const inside = wild.map((text) => `<A>${text}</A>`);
const sound = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 4 },
    fc.constantFrom('x', 'Nguyễn', ' \n', '&amp;', '&#10;', '<![CDATA[<&]]>', '<A/>', '<!--c-->', '<?p?>', ']', '>', '😀'),
    fc.tuple(fc.constantFrom('A', 'B', 'A.1', 'AB'), fc.array(tie('node'), { maxLength: 4 })).map(([name, inner]) => `<${name}>${inner.join('')}</${name}>`)),
})).node.map((node) => `<?xml version="1.0"?>\n<A>${node}</A>\n`);

test('accepts, refuses and reads the same as saxes, however the text is cut', () => {
  const cuts = fc.array(fc.nat(400), { maxLength: 6 });
  for (const [documents, runs] of [[wild, 3000], [inside, 6000], [sound, 3000]] as const) {
    fc.assert(fc.property(documents, cuts, (document, at) => {
      const expected = bySaxes(document);
      assert.equal(byScanner(document), expected);
      assert.equal(byScanner(document, at), expected);
    }), { numRuns: runs });
  }
});

test('one changed character is judged as saxes judges it', () => {
  // Without an instruction: there saxes lets `<?x?l ?>` pass, which XML does not allow.
  const base = '<A><B c="d">x &amp; y</B><B/><C><![CDATA[z]]></C><!-- n --></A>';
  fc.assert(fc.property(fc.nat(base.length - 1), fc.constantFrom(...'<>&;/!?-]["\' xA\n', ''), (at, mark) => {
    const document = base.slice(0, at) + mark + base.slice(at + 1);
    assert.equal(byScanner(document), bySaxes(document));
  }), { numRuns: 3000 });
});

test('depth and the length of a tag are limited', () => {
  const scanner = new Scanner(new Recorder(), { depth: 32, tag: 1000 });
  assert.throws(() => scanner.write('<A>'.repeat(33)), { code: 'too-deep' });
  assert.throws(() => new Scanner(new Recorder(), { depth: 32, tag: 1000 }).write(`<A b="${'x'.repeat(2000)}`), { code: 'too-large' });
});
