import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFields } from './fields.ts';
import { readPayload } from './payload.ts';

/** What a program meant to send: XML of any content, with BOM, declaration, line ends as they come. */
const xml = fc.record({ bom: fc.boolean(), text: fc.string({ unit: 'grapheme', maxLength: 300 }), tail: fc.constantFrom('', '\n', '\r\n  ', '\0') }).map(({ bom, text, tail }) =>
  Buffer.from(`${bom ? '\uFEFF' : ''}<?xml version="1.0"?>\r\n<GIAMDINHHS><A>${text.replace(/[<>&]/gu, ' ')}</A></GIAMDINHHS>${tail}`));
const folded = (text: string, width: number, by: string): string => (width === 0 ? text : text.replace(new RegExp(`.{${width}}(?=.)`, 'gu'), `$&${by}`));
const fileOf = (type: string | undefined, body: Buffer | string) => {
  const text = readFields(type, Buffer.from(body))?.values.get('filehsbase64');
  return text === undefined ? undefined : readPayload(text);
};
const FORM = 'application/x-www-form-urlencoded';

function multipart(fields: Readonly<Record<string, string>>, boundary: string, quoted: boolean, withName: boolean): Buffer {
  const parts = Object.entries(fields).map(([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name=${quoted ? `"${name}"` : name}${withName ? '; filename="hs.xml"\r\nContent-Type: text/plain' : ''}\r\n\r\n${value}\r\n`);
  return Buffer.from(`${parts.join('')}--${boundary}--\r\n`, 'latin1');
}

test('whatever the shape, once or twice encoded, escaped or not, folded or not: the bytes that were meant', () => {
  fc.assert(fc.property(xml, fc.boolean(), fc.constantFrom(0, 64, 76), fc.constantFrom('\r\n', '\n'), fc.constantFrom('----WebKitFormBoundaryAbc', 'x', '7d93b2a700'), fc.boolean(), fc.boolean(), (bytes, twice, width, by, boundary, quoted, withName) => {
    const once = folded(bytes.toString('base64'), width, by);
    const value = twice ? folded(Buffer.from(once).toString('base64'), width, by) : once;
    const shapes: readonly (readonly [string, string | undefined, Buffer | string])[] = [
      ['form, escaped', FORM, new URLSearchParams({ loaiHoSo: '130', fileHSBase64: value }).toString()],
      ['form, as it is', FORM, `loaiHoSo=130&fileHSBase64=${value}`],
      ['form, another case of the name, no type', undefined, `filehsbase64=${encodeURIComponent(value)}&a`],
      ['form, a space already', FORM, `fileHSBase64=${encodeURIComponent(value.replaceAll('+', ' '))}`],
      ['json', 'application/json', JSON.stringify({ loaiHoSo: 130, fileHSBase64: value })],
      ['json announced as form', FORM, JSON.stringify({ fileHSBase64: value })],
      ['json, a space for a plus', 'application/json', JSON.stringify({ fileHSBase64: value.replaceAll('+', ' ') })],
      ['multipart', `multipart/form-data; boundary=${boundary}`, multipart({ loaiHoSo: '130', fileHSBase64: value }, boundary, quoted, withName)],
      ['multipart, quoted boundary', `multipart/form-data; charset=utf-8; boundary="${boundary}"`, multipart({ fileHSBase64: value }, boundary, quoted, withName)],
    ];
    for (const [name, type, body] of shapes) {
      const found = fileOf(type, body);
      assert.deepEqual(found?.bytes.toString('hex'), bytes.toString('hex'), name);
      assert.equal(found?.notes.includes('twice'), twice, name);
    }
  }), { numRuns: 400 });
});

test('folds of single spaces, where a plus may stand too, are told from plus signs', () => {
  fc.assert(fc.property(xml, fc.constantFrom(4, 64, 76), (bytes, width) => {
    const value = folded(bytes.toString('base64'), width, ' ');
    assert.deepEqual(fileOf('application/json', JSON.stringify({ fileHSBase64: value }))?.bytes.toString('hex'), bytes.toString('hex'));
    assert.deepEqual(fileOf(FORM, new URLSearchParams({ fileHSBase64: value }).toString())?.bytes.toString('hex'), bytes.toString('hex'));
  }), { numRuns: 300 });
});

test('the note says plus only where one was mended', () => {
  const bytes = Buffer.from(`<a>${'>>>???ûïþ'.repeat(5)}</a>`);
  const value = bytes.toString('base64');
  assert.ok(value.includes('+'));
  assert.deepEqual(fileOf(FORM, `fileHSBase64=${value}`)?.notes, ['plus']);
  assert.deepEqual(fileOf(FORM, `fileHSBase64=${encodeURIComponent(value)}`)?.notes, []);
});

test('only base64 of XML counts as encoded twice; what is no base64 is nothing', () => {
  const inner = Buffer.from('không phải XML').toString('base64');
  assert.deepEqual(readPayload(Buffer.from(inner).toString('base64'))?.bytes.toString(), inner);
  for (const text of ['', '=', 'abc', 'abcd=', 'ab-_', 'a*cd', '<a/>', 'á===', 'abcd====']) assert.equal(readPayload(text), undefined, text);
});

test('bodies of any bytes are read or refused, never thrown at', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom(FORM, 'application/json', 'multipart/form-data; boundary=x', 'multipart/form-data; boundary=', 'multipart/form-data', 'text/plain', undefined), fc.boolean(), (bytes, type, dressed) => {
    const body = dressed ? Buffer.concat([Buffer.from('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n'), bytes, Buffer.from('\r\n--x--')]) : Buffer.from(bytes);
    const found = readFields(type, body);
    if (dressed && type === 'multipart/form-data; boundary=x' && !Buffer.from(bytes).includes('\r\n--x')) assert.equal(found?.values.get('a'), Buffer.from(bytes).toString('latin1'));
  }), { numRuns: 600 });
});
