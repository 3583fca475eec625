import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { isDenied, momentOf, readAnswer } from './answer.ts';
import { findUnits, readSpan } from './units.ts';

const folder = mkdtempSync(join(tmpdir(), 'yteso-units-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'file.xml');
const MB = 1024 * 1024;

function fileWith(units: readonly string[], signature: string): string {
  return `<?xml version="1.0"?>\n<GIAMDINHHS><THONGTINHOSO><DANHSACHHOSO>${units.join('')}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI>${signature}</CHUKYDONVI></GIAMDINHHS>`;
}

test('dossiers are found whole wherever the read blocks end', async () => {
  const head = fileWith([], '').indexOf('</DANHSACHHOSO>');
  // The end tag of the first and the start tag of the second lie on the border of the first block.
  for (let shift = -20; shift <= 20; shift += 1) {
    const first = `<HOSO>${'ớ'.repeat(10)}${'x'.repeat(MB - head - 6 - 30 - 7 + shift)}</HOSO>`;
    const units = [first, '<HOSO ma="2">b</HOSO>', '<HOSO>c</HOSO >'];
    writeFileSync(path, fileWith(units, ''));
    const found = await findUnits(path);
    assert.deepEqual(await Promise.all((found?.units ?? []).map(async (span) => (await readSpan(path, span)).toString('utf8'))), units, `shift ${shift}`);
    assert.equal(found?.signed, false);
  }
});

test('a signature is seen wherever the read blocks end', async () => {
  const empty = fileWith(['<HOSO></HOSO>'], '').indexOf('</HOSO>');
  for (let shift = -200; shift <= 20; shift += 5) {
    const unit = `<HOSO>${'x'.repeat(MB - empty - 60 + shift)}</HOSO>`;
    for (const [signature, signed] of [['', false], ['\n  ', false], ['<Signature/>', true]] as const) {
      writeFileSync(path, fileWith([unit], signature));
      assert.equal((await findUnits(path))?.signed, signed, `shift ${shift} ${signature}`);
    }
  }
});

test('files that are not passed on are known as such', async () => {
  for (const text of ['', 'không phải XML', '<HSDLGCS/>', ' '.repeat(200_000)]) {
    writeFileSync(path, text);
    assert.equal(await findUnits(path), undefined);
  }
});

test('only a clear yes is a receipt and only a clear no a refusal', () => {
  const outcome = (body: string, status = 200): string => {
    return isDenied({ status, body }) ? 'session-ended' : readAnswer({ status, body }).outcome;
  };
  assert.equal(outcome('{"maKetQua":"200","maGiaoDich":"G1","thoiGianTiepNhan":"20261121101500","thongDiep":"ok"}'), 'received');
  assert.equal(outcome('{"maKetQua":200,"maGiaoDich":"G1"}'), 'received');
  assert.equal(outcome('{"maKetQua":"200"}'), 'unknown');
  assert.equal(outcome('{"maKetQua":"205","thongDiep":"sai"}'), 'refused');
  assert.equal(outcome('{"maKetQua":"401"}'), 'session-ended');
  assert.equal(outcome('', 401), 'session-ended');
  for (const body of ['', '   ', '<html>', '[]', 'null', '{"maKetQua":', '{"maKetQua":"500"}', '"200"']) assert.equal(outcome(body), 'unknown', body);
  assert.equal(outcome('<html>', 502), 'unknown');
  assert.equal(momentOf('20261121101500'), '2026-11-21T10:15:00+07:00');
  assert.equal(momentOf('21/11/2026'), null);
});
