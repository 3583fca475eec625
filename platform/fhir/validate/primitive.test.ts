import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimal } from '#platform/json';
import { hasContent, isPlainHtml } from './narrative.ts';
import { PRIMITIVES } from './primitive.ts';

const fits = (type: string, value: unknown): boolean => PRIMITIVES[type]?.fits(value) ?? assert.fail(type);

test('formats: what fits and what does not', () => {
  const table: readonly (readonly [string, readonly unknown[], readonly unknown[]])[] = [
    ['date', ['2024', '2024-02', '2024-02-29', '2000-02-29'], ['2023-02-29', '1900-02-29', '2024-13', '2024-00', '2024-04-31', '0000', '24-01-01', 2024, '2024-1-1']],
    ['dateTime', ['2024', '2024-02-29T23:59:60Z', '2024-01-01T00:00:00.123456+14:00'], ['2024-01-01T00:00', '2024-01-01T00:00:00', '2024-01-01T24:00:00Z', '2024-02-30T00:00:00Z', '2024-01-01T00:00:00+14:30']],
    ['instant', ['2024-01-01T00:00:00+07:00'], ['2024-01-01', '2024']],
    ['time', ['23:59:59', '00:00:00.5'], ['24:00:00', '23:59']],
    ['integer', [0, -5, 2_147_483_647], [1.5, 2_147_483_648, '1', decimal('1.0'), decimal('1e3')]],
    ['positiveInt', [1], [0, -1]],
    ['decimal', [0, 1.5, decimal('1.50'), decimal('-0.10')], ['1.5', Number.NaN, null]],
    ['id', ['a-B.9'], ['', 'a_b', 'đ', 'x'.repeat(65)]],
    ['code', ['a', 'a b'], ['', ' a', 'a ', 'a  b']],
    ['oid', ['urn:oid:1.2.3', 'urn:oid:2.16.840'], ['1.2.3', 'urn:oid:3.1', 'urn:oid:1.02']],
    ['uuid', ['urn:uuid:c757873d-ec9a-4326-a141-556f43239520'], ['urn:uuid:C757873D-EC9A-4326-A141-556F43239520', 'c757873d-ec9a-4326-a141-556f43239520']],
    ['string', ['Nguyễn\tVăn\r\nAn', 'a\u00a0b'], ['', 'a\u0000', 1]],
    ['boolean', [true, false], ['true', 0]],
  ];
  for (const [type, good, bad] of table) {
    for (const value of good) assert.ok(fits(type, value), `${type} ${JSON.stringify(value)}`);
    for (const value of bad) assert.ok(!fits(type, value), `${type} ${JSON.stringify(value)}`);
  }
});

test('base64 of any length, with white space or without; not when a character is wrong', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600, minLength: 1 }), fc.boolean(), fc.nat(), (bytes, broken, at) => {
    const data = Buffer.from(bytes).toString('base64');
    const text = broken ? data.replaceAll(/.{76}/g, '$&\n') : data;
    assert.ok(fits('base64Binary', text));
    const place = at % data.length;
    assert.ok(!fits('base64Binary', `${text.slice(0, place)}!${text.slice(place + 1)}`));
    assert.ok(!fits('base64Binary', text.slice(0, -1)));
  }));
});

test('narratives: plain, active, empty', () => {
  for (const good of ['<div>a</div>', '<div xmlns="http://www.w3.org/1999/xhtml"><p class="x">a<br/></p></div>', '<h:div xmlns:h="x"><h:b>a</h:b></h:div>', '<div>online = yes, javascript: no</div>', '<div><!-- x -->a</div>']) {
    assert.ok(isPlainHtml(good) && hasContent(good), good);
  }
  for (const bad of ['a', '<p>a</p>', '<div><script>a</script></div>', '<div><p onclick="x">a</p></div>', '<div><a href="javascript:x">a</a></div>', '<div><iframe/></div>', '<div><FORM>a</FORM></div>']) assert.ok(!isPlainHtml(bad), bad);
  for (const empty of ['<div/>', '<div> \n</div>', '<div><p> </p></div>', '<div><!-- a > b --></div>']) assert.ok(!hasContent(empty), empty);
  assert.ok(hasContent('<div><img src="#a"/></div>'));
});
