import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { claimFile, facilityPolicy, fileAll, itemsOf, send, testContext, testEdge, visit } from '#domains/claim/testing';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom]);
const OWN = 'facility 62990';

const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });
const mark = (as: string, id: string, payload: object) => app.inject({ method: 'POST', url: `/api/dossiers/${id}/findings/seen`, payload, headers: { 'x-test-as': as, 'x-yteso': '1' } });

async function filed(...files: string[]): Promise<string> {
  let id = '';
  for (const file of files) {
    const intake = await send(context, facilityPolicy('62990'), file);
    await fileAll(context);
    id = (await itemsOf(context, intake))[0]?.dossier ?? '';
  }
  return id;
}

interface Sheet {
  readonly revision: number;
  readonly revisions: { revision: number; current: boolean; sha256: string }[];
  readonly tables: { name: string; fields: { name: string; meaning: string }[]; rows: (string | null)[][]; names: Record<string, Record<string, string>> }[];
  readonly findings: { rule: string; severity: string; table: string | null; row: number | null; field: string | null; law: { document: string } | null; seen: { by: string; reason: string } | null; groupTitle: string }[];
  readonly pricing: { line: { table: string; row: number | null }; field: string; computed: string; written: string }[];
  readonly messages: { state: string; revision: number }[];
  readonly person: { id: string; name: string } | null;
}
const sheetOf = async (id: string, query = ''): Promise<Sheet> => (await get(OWN, `/api/dossiers/${id}${query}`)).json<Sheet>();

test('nobody, another facility and the administrator are refused', async () => {
  const id = await filed(claimFile([visit('ACCESS')]));
  for (const rest of ['', '/file']) {
    assert.deepEqual([(await get('', `/api/dossiers/${id}${rest}`)).statusCode, (await get('facility 62981', `/api/dossiers/${id}${rest}`)).statusCode, (await get('admin', `/api/dossiers/${id}${rest}`)).statusCode], [401, 404, 403], rest);
    assert.equal((await get('department', `/api/dossiers/${id}${rest}`)).statusCode, rest === '' ? 200 : 403, rest);
  }
  const finding = { rule: 'X', table: null, row: null, field: null, reason: 'đã xem' };
  assert.deepEqual([(await mark('', id, finding)).statusCode, (await mark('facility 62981', id, finding)).statusCode, (await mark('department', id, finding)).statusCode], [401, 404, 403]);
  assert.equal((await get(OWN, '/api/dossiers/not-a-uuid')).statusCode, 400);
});

test('the sheet shows tables with meanings, absent and empty fields apart, prices that differ, revisions and messages', async () => {
  const id = await filed(claimFile([visit('SHEET', { MA_LY_DO_VNT: '' })]), claimFile([visit('SHEET', { T_BHTT: '70000' })]));
  const sheet = await sheetOf(id);
  assert.deepEqual(sheet.revisions.map((one) => [one.revision, one.current]), [[2, true], [1, false]]);
  assert.deepEqual(sheet.messages.map((one) => [one.state, one.revision]), [['superseded', 1], ['watched', 2]]);
  assert.equal(sheet.person?.name, 'Đặng Thị Ửng');
  const cell = (of: Sheet, field: string) => of.tables[0]?.rows[0]?.[of.tables[0].fields.findIndex((one) => one.name === field)];
  assert.deepEqual([cell(sheet, 'T_BHTT'), cell(sheet, 'MA_NOI_DEN')], ['70000', null]);
  const before = await sheetOf(id, '?revision=1');
  assert.deepEqual([before.revision, cell(before, 'T_BHTT'), cell(before, 'MA_LY_DO_VNT')], [1, '64000.40', '']);
  assert.ok(sheet.tables[0]?.fields.every((field) => field.meaning !== ''));
  assert.equal(sheet.tables[0]?.names['GIOI_TINH']?.[cell(sheet, 'GIOI_TINH') ?? ''], 'Nữ');
  assert.match(sheet.tables[0]?.names['MA_BENH_CHINH']?.[cell(sheet, 'MA_BENH_CHINH') ?? ''] ?? '', /\p{L}{3}/u);
  assert.equal(sheet.tables[0]?.names['HO_TEN'], undefined);
  assert.ok(sheet.pricing.some((one) => one.line.table === 'XML1' && one.field === 'T_TONGCHI_BV' && one.computed === '30000' && one.written === '80000.50'));
  assert.ok(sheet.findings.length > 0 && sheet.findings.every((finding) => finding.law !== null && finding.groupTitle !== ''));
  assert.equal((await get(OWN, `/api/dossiers/${id}?revision=9`)).statusCode, 404);
});

test('the file comes back as it was received, byte by byte', async () => {
  const file = claimFile([visit('BYTES')]);
  const id = await filed(file);
  const answer = await get(OWN, `/api/dossiers/${id}/file`);
  assert.equal(answer.body, file);
  assert.match(String(answer.headers['content-disposition']), /^attachment/);
});

test('a warning can be set aside with a reason, an error cannot, and a mark holds only while the finding says the same', async () => {
  const id = await filed(claimFile([visit('SEEN')]));
  const { findings } = await sheetOf(id);
  const error = findings.find((finding) => finding.severity === 'error');
  const other = findings.find((finding) => finding.severity !== 'error' && finding.field !== null) ?? findings.find((finding) => finding.severity !== 'error');
  assert.ok(error && other);
  const body = (finding: Sheet['findings'][number]) => ({ rule: finding.rule, table: finding.table, row: finding.row, field: finding.field, reason: 'Đã xem, vẫn đúng' });
  assert.equal((await mark(OWN, id, body(error))).statusCode, 409);
  assert.equal((await mark(OWN, id, { ...body(other), reason: ' ' })).statusCode, 400);
  assert.equal((await mark(OWN, id, { ...body(other), field: 'NONE' })).statusCode, 404);
  assert.equal((await mark(OWN, id, body(other))).statusCode, 204);
  const seen = (await sheetOf(id)).findings.filter((finding) => finding.seen !== null);
  assert.ok(seen.length >= 1 && seen.every((finding) => finding.rule === other.rule && finding.seen?.by === 'account-62990' && finding.seen.reason === 'Đã xem, vẫn đúng'));
});

test('a dossier with specially protected content is open to its facility alone, and so is the file that it came in', async () => {
  const id = await filed(claimFile([visit('PLAIN'), visit('HIV', { MA_BN: 'BN-H', HO_TEN: 'Lê Văn Hai', GIOI_TINH: '1', SO_CCCD: '', MA_THE_BHYT: '', MA_BENH_CHINH: 'B20.7' })]));
  assert.equal((await get('department', `/api/dossiers/${id}`)).statusCode, 200);
  assert.equal((await get('department', `/api/dossiers/${id}/file`)).json<{ error: { code: string } }>().error.code, 'dossier.file-shared');
  assert.equal((await get(OWN, `/api/dossiers/${id}/file`)).statusCode, 200);
  const hidden = await filed(claimFile([visit('HIV-2', { MA_BN: 'BN-H', HO_TEN: 'Lê Văn Hai', GIOI_TINH: '1', SO_CCCD: '', MA_THE_BHYT: '', MA_BENH_KT: 'Z21' })]));
  assert.deepEqual([(await get('department', `/api/dossiers/${hidden}`)).statusCode, (await get(OWN, `/api/dossiers/${hidden}`)).statusCode], [404, 200]);
});
