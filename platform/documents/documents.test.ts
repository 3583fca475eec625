import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Fault } from '#platform/fault';
import { renderPdf } from '#platform/documents';
import { PASSWORD, isThere, pdfsigSays, testAuthority } from '#platform/signing/testing';
import { openPkcs12, signPdf } from '#platform/signing';
import { drawable } from './render/glyphs.ts';

const AT = new Date('2026-11-27T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'yteso-pdf-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const skip = isThere('pdftotext') ? false : 'poppler-utils are not there';
const OFFICIAL = `#import "/official.typ": *
#show: official.with(superior: data.superior, organisation: data.organisation, number: "12/BB-ĐS", place: "Châu Đốc", day: "20261127", title: data.title, foot: data.foot, landscape: data.landscape, people: data.people, closing: data.closing)
#sheet(heads: ("STT", "Người bệnh", "Mã lượt khám", "Số tiền (đồng)"), widths: (1cm, 1fr, 1fr, 3cm), right: (0, 3), rows: data.rows, total: ("", "Cộng", "", data.sum))
`;
const ODD = '#read("/etc/passwd") $x^2$ *đậm* _nghiêng_ `mã` "nháy" \\ <nhãn> @trích // không = + - #{1+1}';

function paper(rows: number, name = 'Nguyễn Thị Đào Ước', landscape = false) {
  const sum = Array.from({ length: rows }, (_, index) => 1_234_567 * (index + 1)).reduce((a, b) => a + b, 0);
  return {
    superior: 'Sở Y tế tỉnh An Giang', organisation: 'Trung tâm Y tế Châu Đốc', title: 'Biên bản đối soát hằng ngày', foot: 'yteso', landscape, closing: 'Biên bản lập thành hai bản.', sum,
    people: [{ title: 'Người lập', name: 'Trần Thị Ứng' }, { title: 'Giám đốc', name: 'Nguyễn Văn Đệ', note: '(Ký số)' }],
    rows: Array.from({ length: rows }, (_, index) => [index + 1, name, `MA_LK_20261127_${String(index).padStart(12, '0')}`, 1_234_567 * (index + 1)]),
  };
}

function textOf(pdf: Uint8Array, ...options: readonly string[]): string {
  const path = join(folder, 'a.pdf');
  writeFileSync(path, pdf);
  return spawnSync('pdftotext', [...options, path, '-'], { encoding: 'utf8' }).stdout;
}

test('whatever stands in the data prints as it is', { skip }, async () => {
  const text = textOf(await renderPdf('#data.name', { name: ODD }, { at: AT })).replace(/\s+/gu, ' ').trim();
  assert.equal(text, ODD);
  const inTable = textOf(await renderPdf(OFFICIAL, paper(1, ODD), { at: AT }));
  assert.ok(!inTable.includes('root:') && inTable.replace(/\s+/gu, '').includes('#read("/etc/passwd")'));
});

test('a template reads nothing but our modules, loads no package and asks no clock', async () => {
  for (const bad of ['#read("/etc/passwd")', '#read("../../../etc/passwd")', '#read("/../fonts/LICENSE")', '#read("/proc/self/environ")', '#import "@preview/cetz:0.3.4"', '#datetime.today().display()', '#nothing', '#{ while true {} }']) {
    await assert.rejects(renderPdf(bad, {}, { at: AT }), (error) => error instanceof Fault && error.code === 'documents.failed' && error.cause instanceof Error, bad);
  }
});

test('an error quotes nothing of the data', async () => {
  const error = await renderPdf('#panic(data.name)', { name: 'Nguyễn Thị Kín' }, { at: AT }).then(() => assert.fail('no error'), (reason: unknown) => reason);
  assert.ok(error instanceof Fault && error.cause instanceof Error);
  assert.doesNotMatch(`${error.message}${error.cause.message}`, /Kín/u);
});

test('same template, data and time: same bytes; another time: other bytes', async () => {
  const hash = async (at: Date): Promise<string> => createHash('sha256').update(await renderPdf(OFFICIAL, paper(30), { at })).digest('hex');
  const first = await hash(AT);
  await renderPdf('#data.a', { a: 'something between' }, { at: AT });
  assert.equal(await hash(AT), first);
  assert.notEqual(await hash(new Date('2026-11-27T10:00:01Z')), first);
});

test('three pages: head on each, motto once, figures with dots, numbers of pages, nobody signs alone', { skip }, async () => {
  for (const landscape of [false, true]) {
    const pdf = await renderPdf(OFFICIAL, paper(landscape ? 55 : 88, undefined, landscape), { at: AT });
    const pages = textOf(pdf, '-layout').split('\f').filter((page) => page.trim() !== '');
    assert.equal(pages.length, 3);
    for (const [index, page] of pages.entries()) assert.ok(/STT\s+Người bệnh/u.test(page) && page.includes(`Trang ${index + 1}/3`), page);
    const text = pages.join('');
    assert.equal(text.split('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM').length, 2);
    for (const piece of ['Độc lập - Tự do - Hạnh phúc', 'SỞ Y TẾ TỈNH AN GIANG', 'TRUNG TÂM Y TẾ CHÂU ĐỐC', 'Châu Đốc, ngày 27 tháng 11 năm 2026', 'BIÊN BẢN ĐỐI SOÁT HẰNG NGÀY', 'Nguyễn Thị Đào Ước', '1.234.567', 'NGƯỜI LẬP', 'GIÁM ĐỐC', 'Nguyễn Văn Đệ']) assert.ok(text.includes(piece), piece);
    assert.ok(pages.at(-1)?.includes('Biên bản lập thành hai bản.') && pages.at(-1)?.includes('GIÁM ĐỐC'));
  }
});

test('all fonts draw Vietnamese; what they lack is a box, decomposed letters are composed', { skip }, async () => {
  const letters = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđ';
  for (const one of `${letters}${letters.toUpperCase()}₫“”–…·−□`) assert.ok(drawable().has(one.codePointAt(0) ?? 0), one);
  const text = textOf(await renderPdf('#data.name', { name: `${'Trần Thị Ước'.normalize('NFD')} 😀 ꪀ\u0000\u200d` }, { at: AT })).trim();
  assert.match(text, /^Trần Thị Ước □ □/u);
});

test('it is PDF/A-2b with every font inside, and takes our signature', { skip }, async () => {
  const pdf = Buffer.from(await renderPdf(OFFICIAL, paper(3), { at: AT }));
  assert.match(pdf.toString('latin1'), /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</u);
  const signer = openPkcs12(testAuthority().issue('rsa').p12, PASSWORD);
  const said = pdfsigSays(await signPdf(pdf, signer, { reason: 'Chốt đối soát', name: 'Bệnh viện', at: AT }));
  assert.match(said, /Signature is Valid/u);
  assert.match(said, /Total document signed/u);
});

test('too much, too slow: refused, and the next paper is made all the same', async () => {
  const code = (wanted: string) => (error: unknown): boolean => error instanceof Fault && error.code === wanted;
  await assert.rejects(renderPdf('', { a: 'x'.repeat(9 * 1024 * 1024) }, { at: AT }), code('documents.too-large'));
  const slow = renderPdf('#for i in range(100000000) [a]', {}, { at: AT, patience: 1500 });
  const next = renderPdf('#data.a', { a: 'sau' }, { at: AT });
  await assert.rejects(slow, code('documents.too-slow'));
  assert.equal(Buffer.from((await next).subarray(0, 5)).toString(), '%PDF-');
  const many = await Promise.allSettled(Array.from({ length: 250 }, () => renderPdf('#data.a', { a: '' }, { at: AT })));
  assert.ok(many.slice(0, 200).every((one) => one.status === 'fulfilled') && many.slice(202).every((one) => one.status === 'rejected' && code('documents.busy')(one.reason)));
});

test('a renderer that is busy ends with a parent that was killed', async () => {
  const script = "const { renderPdf } = await import('#platform/documents'); void renderPdf('#for i in range(100000000) [a]', {}, { at: new Date(0) }); setTimeout(() => process.kill(process.pid, 'SIGKILL'), 1500);";
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: new URL('../../', import.meta.url), stdio: 'ignore' });
  const children = (): string => spawnSync('ps', ['-o', 'pid=', '--ppid', String(parent.pid)], { encoding: 'utf8' }).stdout.trim();
  await setTimeout(1000);
  const renderer = Number(children());
  assert.ok(renderer > 0);
  const isAlive = (): boolean => { try { return process.kill(renderer, 0); } catch { return false; } };
  for (let tries = 0; tries < 40 && isAlive(); tries += 1) await setTimeout(250);
  assert.ok(!isAlive());
});

test('the event loop goes on while a paper of thirty pages is made', async () => {
  await renderPdf('#data.a', { a: '' }, { at: AT });
  let ticks = 0;
  const ticking = setInterval(() => { ticks += 1; }, 5);
  await renderPdf(OFFICIAL, paper(900), { at: AT });
  clearInterval(ticking);
  // Blocked it would be none; how many more depends on what else the machine does.
  assert.ok(ticks >= 8, String(ticks));
});

test('the fonts are those of the list, with their licence', () => {
  const folder = new URL('fonts/', import.meta.url);
  assert.deepEqual(readdirSync(folder).sort(), ['LICENSE', 'LiberationSerif-Bold.ttf', 'LiberationSerif-BoldItalic.ttf', 'LiberationSerif-Italic.ttf', 'LiberationSerif-Regular.ttf']);
  assert.match(readFileSync(new URL('LICENSE', folder), 'utf8'), /SIL OPEN FONT LICENSE Version 1\.1/u);
});
