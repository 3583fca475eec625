import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { z } from 'zod';
import { FORM_SENTINELS, LIST_SENTINELS, adjudicationForm, portalList, startSandbox } from './index.ts';
import { SENTINELS } from './sentinels.ts';
import { SWITCHES } from './switches.ts';
import { readSubmission } from './submission.ts';

const folder = mkdtempSync(join(tmpdir(), 'yteso-sandbox-'));
const ledgerFile = join(folder, 'ledger.ndjson');
const sandbox = await startSandbox({ ledgerFile, sessionSeconds: 600 });
after(async () => { await sandbox.close(); rmSync(folder, { recursive: true, force: true }); });

const passwordHash = createHash('md5').update(sandbox.passwordOf('99001_BV') ?? '').digest('hex').toUpperCase();
const tokenShape = z.object({ maKetQua: z.string(), APIKey: z.object({ access_token: z.string(), id_token: z.string(), expires_in: z.string() }).nullable() });
const take = async (username: string, password: string) => tokenShape.parse(await (await fetch(`${sandbox.url}/api/token/take`, { method: 'POST', body: new URLSearchParams({ username, password }) })).json());
const xml = (maLk: string, facility = '99001'): string => `<GIAMDINHHS><THONGTINDONVI><MACSKCB>${facility}</MACSKCB></THONGTINDONVI><THONGTINHOSO><DANHSACHHOSO><HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>${Buffer.from(`<TONG_HOP><MA_LK>${maLk}</MA_LK></TONG_HOP>`).toString('base64')}</NOIDUNGFILE></FILEHOSO></HOSO></DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`;

async function submit(text: string, more: { header?: Record<string, string>; field?: Record<string, string>; path?: string } = {}): Promise<string> {
  const { APIKey } = await take('99001_BV', passwordHash);
  const headers = { accessToken: APIKey?.access_token ?? '', tokenId: APIKey?.id_token ?? '', passwordHash, ...more.header };
  const body = new URLSearchParams({ username: '99001_BV', loaiHoSo: '130', maTinh: '99', maCSKCB: '99001', fileHSBase64: Buffer.from(text, 'utf8').toString('base64'), ...more.field });
  const answer = await fetch(`${sandbox.url}${more.path ?? '/api/qd130/guiHoSoXmlQD3176'}`, { method: 'POST', headers, body });
  return z.object({ maKetQua: z.string() }).parse(await answer.json()).maKetQua;
}

test('no session without the right account; MD5 in either case', async () => {
  assert.equal((await take('99001_BV', 'x')).maKetQua, '401');
  assert.equal((await take('nobody', passwordHash)).maKetQua, '401');
  assert.equal((await take('99001_BV', passwordHash.toLowerCase())).maKetQua, '200');
});

test('headers, fields and file are checked before anything is taken', async () => {
  assert.equal(await submit(xml('A'), { header: { accessToken: 'x' } }), '401');
  assert.equal(await submit(xml('A'), { header: { passwordHash: 'x' } }), '401');
  assert.equal(await submit(xml('A'), { field: { loaiHoSo: '0' } }), '205');
  assert.equal(await submit(xml('A'), { field: { maTinh: '01' } }), '205');
  assert.equal(await submit(xml('A'), { field: { maCSKCB: '99002' } }), '403');
  assert.equal(await submit(xml('A', '99002')), '123');
  assert.equal(await submit(xml('A').slice(0, -5)), '123');
  assert.equal(await submit(xml('')), '123');
  assert.equal(await submit(xml('A'), { field: { fileHSBase64: 'a b' } }), '123');
  assert.equal(await submit(xml('A'), { path: '/api/qd130/checkInKcbQd3176', field: { loaiHoSo: '0' } }), '123');
  assert.equal(sandbox.ledger.entries.length, 0);
});

const assessed = (minutes: string, day = '20261120'): string => `<CHI_TIEU_GIAM_DINH_YKHOA><DSACH_GIAM_DINH_YKHOA><GIAM_DINH_YKHOA><NGAY_HOP>${day}</NGAY_HOP><HO_TEN>Lò Thị Ước</HO_TEN><SO_BIEN_BAN>${minutes}</SO_BIEN_BAN></GIAM_DINH_YKHOA></DSACH_GIAM_DINH_YKHOA><CHUKYDONVI/></CHI_TIEU_GIAM_DINH_YKHOA>`;

test('assessments have a service of their own', async () => {
  const at = (text: string, field: Record<string, string> = {}) => submit(text, { path: '/api/qd130/guiDuLieuGdykQd130', field: { loaiHoSo: '12', ...field } });
  const before = sandbox.ledger.entries.length;
  assert.equal(await at(assessed('BB1'), { loaiHoSo: '130' }), '205');
  assert.equal(await at(assessed('BB1'), { maCSKCB: '99002' }), '403');
  assert.equal(await at(xml('A')), '123');
  assert.equal(await submit(assessed('BB1')), '123');
  assert.equal(await at(assessed('')), '123');
  assert.equal(await at(assessed('BB1', '20/11/2026')), '123');
  assert.equal(await at(assessed('BB1').replaceAll('DSACH_GIAM_DINH_YKHOA', 'DS')), '123');
  assert.equal(sandbox.ledger.entries.length, before);
  assert.equal(await at(assessed('BB1')), '200');
  const last = sandbox.ledger.entries.at(-1);
  assert.deepEqual([last?.kind, last?.facility, last?.maLk], ['assessment', '99001', ['BB1']]);
  sandbox.ledger.entries.pop();
});

test('the same file twice is taken twice and called a duplicate, in memory and in the file', async () => {
  assert.equal(await submit(xml('A')), '200');
  assert.equal(await submit(xml('A')), '200');
  assert.deepEqual(sandbox.ledger.entries.map((entry) => entry.errors.length), [0, 1]);
  assert.equal(readFileSync(ledgerFile, 'utf8').trim().split('\n').length, 3);
});

test('the portal’s list has what was taken, returned by field until another file comes', async () => {
  assert.equal(await submit(xml('B-SAIMABENH')), '200');
  const lines = () => portalList(sandbox.ledger.entries, '99001').split('\r\n').filter((line) => line.includes('B-SAIMABENH'));
  assert.match(lines().join(), /;Lỗi;E0108;XML1;MA_BENH_CHINH;/);
  assert.equal(await submit(xml('B-SAIMABENH').replace('<THONGTINHOSO>', '<THONGTINHOSO><NGAYLAP>20260101</NGAYLAP>')), '200');
  assert.deepEqual([lines().length, lines()[0]?.endsWith('Đã tiếp nhận;;;;')], [1, true]);
  const served = await (await fetch(`${sandbox.url}/danh-sach-tiep-nhan?coSo=99001`)).arrayBuffer();
  assert.deepEqual(Buffer.from(served), Buffer.from(portalList(sandbox.ledger.entries, '99001'), 'utf8'));
});

test('the portal’s results of adjudication have a line for each visit, and refuse what the README lists', async () => {
  for (const maLk of ['C1', 'C2-GIAMTHUOC', 'C3-TUCHOIDV', 'C4-SAITHE']) assert.equal(await submit(xml(maLk)), '200');
  const form = adjudicationForm(sandbox.ledger.entries, '99001');
  assert.equal(Buffer.compare(Buffer.from(await (await fetch(`${sandbox.url}/ket-qua-giam-dinh?coSo=99001`)).arrayBuffer()), Buffer.from(form, 'utf8')), 0);
  for (const [maLk, refused] of [['C1', '0'], ['C2-GIAMTHUOC', '40.000'], ['C3-TUCHOIDV', '250.000']]) assert.ok(form.split('\r\n').some((line) => line.includes(`;${maLk};`) && line.split(';')[9] === refused), maLk);
  // What the list returns is not adjudicated before it was mended.
  const inForm = () => adjudicationForm(sandbox.ledger.entries, '99001').includes(';C4-SAITHE;');
  assert.equal(inForm(), false);
  assert.equal(await submit(xml('C4-SAITHE').replace('<THONGTINHOSO>', '<THONGTINHOSO><NGAYLAP>20260101</NGAYLAP>')), '200');
  assert.equal(inForm(), true);
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const ending of Object.keys(FORM_SENTINELS)) assert.ok(readme.includes(`| \`${ending}\` |`), ending);
});

test('a session ends with its time', async () => {
  const short = await startSandbox({ sessionSeconds: 0 });
  const hash = createHash('md5').update(short.passwordOf('99001_BV') ?? '').digest('hex');
  const { APIKey } = tokenShape.parse(await (await fetch(`${short.url}/api/token/take`, { method: 'POST', body: new URLSearchParams({ username: '99001_BV', password: hash }) })).json());
  const answer = await fetch(`${short.url}/api/qd130/guiHoSoXmlQD3176`, { method: 'POST', body: new URLSearchParams(), headers: { accessToken: APIKey?.access_token ?? '', tokenId: APIKey?.id_token ?? '', passwordHash: hash } });
  assert.match(await answer.text(), /"maKetQua":"401"/);
  await short.close();
});

test('README lists every failure that can be called up', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(SWITCHES)) assert.ok(readme.includes(`\`${name}\``), name);
  for (const ending of [...Object.keys(SENTINELS), ...Object.keys(LIST_SENTINELS)]) assert.ok(readme.includes(`\`${ending}\``), ending);
});

const samples = new URL('../../../shared/standards/claim-xml/samples/', import.meta.url);
test('the official samples are files that it takes', { skip: existsSync(samples) ? false : 'not available' }, () => {
  for (const name of ['dossier1_inpatient_base64.xml', 'dossier1_inpatient_inline.xml']) assert.equal(readSubmission(readFileSync(new URL(name, samples))).maLk.length, 1, name);
  // The template has names alone: what the gateway keeps an assessment by is filled in.
  const assessment = readFileSync(new URL('template_XML12_gdyk_130.xml', samples), 'utf8').replace('<NGAY_HOP />', '<NGAY_HOP>20261120</NGAY_HOP>').replace('<SO_BIEN_BAN />', '<SO_BIEN_BAN>12/GĐYK</SO_BIEN_BAN>');
  assert.equal(readSubmission(Buffer.from(assessment)).kind, 'assessment');
  assert.equal(readSubmission(readFileSync(new URL('template_XML0_checkin_4750.xml', samples))).kind, 'check-in');
});
