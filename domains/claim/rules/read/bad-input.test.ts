import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64Of, bytesOf, drugsOf, file, hoso, outcome, part, readText, sound, summaryOf } from '../testing/sample-file.ts';
import { readBytes, readDossiers } from './index.ts';

/** The broken dossier stands between two sound ones, which must be read. */
function between(unit: string): readonly string[] {
  const found = readText(file([sound('A'), unit, sound('C')]));
  assert.deepEqual([found.ids.at(0), found.ids.at(-1), found.complete], ['A', 'C', true], found.problems.join('; '));
  for (const item of found.items) {
    if (item.type === 'dossier' && item.dossier.position !== 2) assert.deepEqual(item.dossier.problems, []);
  }
  assert.ok(found.all.every((one) => /\p{L}+ .*\.$/u.test(one.message)), 'every problem has a sentence');
  return found.problems;
}

const xml1 = (content: string): string => hoso(part('XML1', content), part('XML2', drugsOf('B')));

test('a broken dossier is named and its neighbours are read', () => {
  const good = base64Of(summaryOf('B'));
  const cases: readonly (readonly [what: string, unit: string, problems: readonly string[]])[] = [
    ['truncated base64', xml1(good.slice(0, -3)), ['2 bad-base64 XML1']],
    ['base64 cut at a group', xml1(good.slice(0, 40)), ['2 truncated XML1']],
    ['not base64', xml1('không phải'), ['2 bad-base64 XML1']],
    ['base64url', xml1(`${good.slice(0, 8)}-_${good.slice(10)}`), ['2 bad-base64 XML1']],
    ['base64 of something else', xml1(base64Of('{"a":1}')), ['2 malformed XML1']],
    ['base64 of UTF-16', xml1(Buffer.from(summaryOf('B'), 'utf16le').toString('base64')), ['2 bad-encoding XML1']],
    ['inner XML not well formed', xml1(base64Of('<TONG_HOP><MA_LK>B</MA_KL></TONG_HOP>')), ['2 malformed XML1 MA_LK']],
    ['inner XML not well formed in another table', hoso(part('XML1', good), part('XML2', base64Of('<CHITIEU_CHITIET_THUOC><'))), ['2 truncated XML2']],
    ['inner DTD', xml1(base64Of(`<!DOCTYPE TONG_HOP [<!ENTITY x SYSTEM "file:///etc/passwd">]>${summaryOf('&x;')}`)), ['2 entity XML1']],
    ['unknown entity', xml1(summaryOf('&nbsp;')), ['2 entity XML1 MA_LK']],
    ['bare ampersand', xml1(summaryOf('a & b')), ['2 malformed XML1 MA_LK']],
    ['DTD in the middle', hoso('<!DOCTYPE x>'), ['2 entity']],
    ['never closed', '<HOSO><FILEHOSO>', ['2 malformed']],
    ['part never closed', hoso(part('XML1', good).replace('</FILEHOSO>', '')), ['2 malformed']],
    ['open CDATA that swallows what follows', hoso('<![CDATA['), ['2 malformed', '2 malformed']],
    ['open comment that swallows what follows', hoso(part('XML1', good), '<!-- '), ['2 malformed']],
    ['control character', xml1(summaryOf('a\u0001b')), ['2 malformed XML1 MA_LK']],
    ['ten thousand nested elements', hoso('<a>'.repeat(10_000), '</a>'.repeat(10_000)), ['2 unknown-field  a', '2 too-deep']],
    ['ten thousand nested elements in a table', xml1(base64Of(`<TONG_HOP><MA_LK>${'<a>'.repeat(10_000)}`)), ['2 malformed XML1 MA_LK', '2 too-deep XML1 MA_LK']],
  ];
  for (const [what, unit, problems] of cases) assert.deepEqual(between(unit), problems, what);
});

test('what XML1 says is kept when another table is broken', () => {
  const found = readText(file([hoso(part('XML1', summaryOf('B')), part('XML2', '!!'), part('XML3', '<x')).replace('</HOSO>', ''), sound('C')]));
  assert.deepEqual([found.ids, found.problems.filter((one) => one.startsWith('1 '))], [['B', 'C'], ['1 bad-base64 XML2', '1 malformed XML3']]);
});

test('a plus sign that became a space is understood', () => {
  for (const pad of ['', ' ', '  ', 'x', 'xx', '~~~', '>>>>', '??>>??>>']) {
    for (const name of ['Hờ A Dơ', 'ẩẩẩ ~>~>', 'ắằẳ']) {
      const inner = summaryOf('B', `${name.replaceAll('>', '&gt;')}${pad.replaceAll('>', '&gt;')}`);
      const base64 = base64Of(inner);
      const expected = readText(file([hoso(part('XML1', base64))]));
      for (const form of [base64, base64.replace(/.{1,64}/gu, '$&\n'), `\n    ${base64.replace(/.{1,76}/gu, '$&\n    ')}`, `${base64}\n     `]) {
        const spaced = readText(file([hoso(part('XML1', form.replaceAll('+', ' ')))]));
        assert.deepEqual(spaced.dossiers, expected.dossiers, JSON.stringify(form));
      }
    }
  }
});

test('files that are no dossier are answered in one sentence', () => {
  const told = (bytes: Uint8Array): string => {
    const { problems, dossiers, complete, items } = outcome(readBytes(bytes));
    assert.deepEqual([dossiers.length, complete, items.length], [0, false, 2]);
    return problems[0] ?? '';
  };
  assert.equal(told(bytesOf('')), '0 not-xml');
  assert.equal(told(bytesOf('xin chào')), '0 not-xml');
  assert.equal(told(bytesOf(base64Of(file([sound('A')])))), '0 not-xml');
  assert.equal(told(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0])), '0 not-xml');
  assert.equal(told(bytesOf('<html><body/></html>')), '0 wrong-xml');
  assert.equal(told(bytesOf(summaryOf('A'))), '0 wrong-xml');
  assert.equal(told(bytesOf('<?xml version="1.0"?>')), '0 truncated');
  assert.equal(told(Buffer.from(`\uFEFF${file([sound('A')])}`, 'utf16le')), '0 bad-encoding');
  assert.equal(told(Buffer.from(file([sound('A')]), 'utf16le')), '0 bad-encoding');
  assert.equal(told(Buffer.from(file([sound('A')]), 'utf16le').swap16()), '0 bad-encoding');
});

test('entities never expand', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE GIAMDINHHS [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "&a;&a;&a;&a;">`).join('')}]><GIAMDINHHS>&a19;</GIAMDINHHS>`;
  assert.deepEqual(readText(laughs).problems, ['0 entity']);
  assert.deepEqual(readText('<!DOCTYPE x SYSTEM "http://127.0.0.1/x"><GIAMDINHHS/>').problems, ['0 entity']);
  assert.deepEqual(readText(`<GIAMDINHHS>${'&a;'.repeat(1_000_000)}</GIAMDINHHS>`).problems, ['0 entity']);
});

test('text that is no UTF-8 is told at its field, the rest is read', () => {
  const latin = Buffer.from(file([hoso(part('XML1', summaryOf('A', 'NGUY\u00d4N')))]), 'latin1');
  assert.deepEqual(outcome(readBytes(latin)).problems, ['1 bad-encoding XML1 HO_TEN']);
  const inner = Buffer.from(summaryOf('A', 'Nguy\u00d4n V\u00a8n'), 'latin1').toString('base64');
  assert.deepEqual(readText(file([hoso(part('XML1', inner))])).problems, ['1 bad-encoding XML1 HO_TEN']);
  for (const name of ['NguyÔn V¨n An', 'TrÇn ThÞ Hµ', '®iÒu trÞ']) {
    for (const content of [summaryOf('A', name), base64Of(summaryOf('A', name))]) assert.deepEqual(readText(file([hoso(part('XML1', content))])).problems, ['1 bad-encoding XML1 HO_TEN'], name);
  }
  for (const name of ['Nguyễn Văn Ấn', 'HỒ THỊ ÔNG', 'Panadol® 500', 'Müller François', '½ viên, 37°C ± 0,5', 'Ðặng', 'bệnh µg/ml 5µg', 'BS.Ôn', 'α-FP 10×10³/µL']) {
    assert.deepEqual(readText(file([hoso(part('XML1', summaryOf('A', name)))])).problems, [], name);
  }
});

test('a field of 10 MB is left out and told; the dossier stays readable', () => {
  for (const content of [summaryOf('A', 'x'.repeat(10_000_000)), base64Of(summaryOf('A', 'x'.repeat(10_000_000)))]) {
    const found = readText(file([hoso(part('XML1', content)), sound('B')]));
    assert.deepEqual([found.ids, found.problems], [['A', 'B'], ['1 too-large XML1 HO_TEN']]);
    assert.equal(found.dossiers[0]?.tables.get('XML1')?.rows[0]?.['HO_TEN'], '');
  }
});

test('limits of content, dossier, tag and file', () => {
  const three = file([sound('A'), hoso(part('XML1', base64Of(summaryOf('B', 'x'.repeat(3000))))), sound('C')]);
  assert.deepEqual(readText(three, { content: 2000 }).problems, ['2 too-large XML1']);
  const slow = file([sound('A'), hoso(part('XML1', base64Of(summaryOf('B', 'x'.repeat(300_000))))), sound('C')]);
  assert.deepEqual([readText(slow, { dossier: 70_000 }).ids, readText(slow, { dossier: 70_000 }).problems], [['A', 'C'], ['2 too-large XML1']]);
  assert.deepEqual(readText(file([sound('A'), `<HOSO a="${'x'.repeat(200_000)}"/>`, sound('C')])).problems, ['0 too-large', '0 count-mismatch  SOLUONGHOSO']);
  const cut = readText(slow, { file: 200_000 });
  assert.deepEqual([cut.ids, cut.problems.at(-1), cut.complete], [['A'], '2 too-large', false]);
});

test('an upload cut off at any byte gives what came before', () => {
  const bytes = bytesOf(file([sound('A'), hoso(part('XML1', '<![CDATA[]]>')), sound('C')]).replace('\n', '\r\n'));
  let most = 0;
  for (let length = 0; length < bytes.length; length += 1) {
    const found = outcome(readBytes(bytes.subarray(0, length)));
    assert.equal(found.complete, false, `${length}`);
    assert.ok(found.all.length > 0, `${length}`);
    assert.ok(found.ids.length >= most, `${length}`);
    most = Math.max(most, found.ids.length);
  }
  assert.equal(most, 3);
  assert.equal(outcome(readBytes(bytes)).complete, true);
});

test('bytes of any kind never throw', () => {
  const base = bytesOf(file([sound('A'), sound('B'), sound('C')]));
  const edit = fc.tuple(fc.nat(base.length - 1), fc.oneof(fc.uint8Array({ maxLength: 3 }), fc.constantFrom('<', '>', '</HOSO>', '<HOSO>', '<![CDATA[', '<!--', '&', '</', '\u0000').map(bytesOf)), fc.nat(4));
  fc.assert(fc.property(fc.array(edit, { maxLength: 4 }), (edits) => {
    let bytes: Uint8Array = base;
    for (const [at, put, drop] of edits) bytes = new Uint8Array([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + drop)]);
    const { items } = outcome(readBytes(bytes));
    assert.equal(items.filter((item) => item.type === 'end').length, 1);
    assert.equal(items.at(-1)?.type, 'end');
  }), { numRuns: 1000 });
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => { readBytes(bytes); }), { numRuns: 500 });
});

test('many dossiers that each ask to go back do not make it slow', () => {
  const started = performance.now();
  const found = readText(file(Array.from({ length: 20_000 }, () => '<HOSO><![CDATA['), 20_000));
  assert.ok(performance.now() - started < 5000, `${performance.now() - started} ms`);
  assert.equal(found.dossiers.length, 0);
});

test('more records than any hospital has do not fill the memory', () => {
  const list = (count: number): string => `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC>${'<CHI_TIET_THUOC/>'.repeat(count)}</DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`;
  for (const content of [list(500_000), base64Of(list(300_000))]) {
    const found = readText(file([hoso(part('XML1', summaryOf('A')), part('XML2', content)), sound('B')]));
    assert.deepEqual([found.ids, found.problems], [['A', 'B'], ['1 too-large XML2']]);
    assert.equal(found.dossiers[0]?.tables.get('XML2')?.rows.length, 20_000);
  }
});

test('64 MB of spaces pass in flat memory wherever they stand', async () => {
  const spaces = bytesOf(' '.repeat(1024 * 1024));
  const [before = '', after = ''] = file(['@', sound('C')], 1).split('@');
  const halves: readonly (readonly [string, string])[] = [['', ''], [before, after], [`${before}<HOSO>`, `${part('XML1', summaryOf('A'))}</HOSO>${after}`], [`${before}<HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>`, `</NOIDUNGFILE></FILEHOSO></HOSO>${after}`], [`${before}<HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE><TONG_HOP><MA_LK>`, `</MA_LK></TONG_HOP></NOIDUNGFILE></FILEHOSO></HOSO>${after}`]];
  for (const [start, stop] of halves) {
    const chunks = function* (): Generator<Uint8Array> {
      yield bytesOf(start);
      for (let at = 0; at < 64; at += 1) yield spaces;
      yield bytesOf(stop);
    };
    const memory = process.memoryUsage().rss;
    let last;
    for await (const item of readDossiers(chunks())) last = item;
    assert.equal(last?.type, 'end');
    assert.ok(process.memoryUsage().rss - memory < 60e6, `${(process.memoryUsage().rss - memory) / 1e6} MB for ${start.slice(-20)}`);
  }
});
