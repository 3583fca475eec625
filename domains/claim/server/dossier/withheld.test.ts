import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemPolicy } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { writeFile } from '#domains/claim/rules';
import { claimRoom } from '#domains/claim/server';
import { checkInFile, claimFile, dossierOf, facilityPolicy, fileAll, itemsOf, send, testContext, testEdge, visit } from '#domains/claim/testing';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom]);
const OWN = 'facility 62990';
const HAI = { MA_BN: 'BN-H', HO_TEN: 'Lê Văn Hai', GIOI_TINH: '1', SO_CCCD: '', MA_THE_BHYT: '' };

const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });
const code = async (as: string, url: string): Promise<string> => {
  const answer = await get(as, url);
  return answer.statusCode === 200 ? '200' : answer.json<{ error: { code: string } }>().error.code;
};
async function filed(file: string, sender = facilityPolicy('62990')) {
  const intake = await send(context, sender, file);
  await fileAll(context);
  const items = await itemsOf(context, intake);
  return { intake, id: items[0]?.dossier ?? '', items };
}
interface Line { readonly id: string | null; readonly maLk: string | null; readonly patient: string | null; readonly reason: string | null; readonly total: string | null; readonly withheld: boolean }
const linesOf = async (as: string, intake: string): Promise<Line[]> => (await get(as, `/api/intakes/${intake}/dossiers`)).json<{ items: Line[] }>().items;

test('an earlier revision that reveals stays withheld when the present one no longer does, and so does its file', async () => {
  const first = await filed(claimFile([visit('R', { ...HAI, MA_BENH_CHINH: 'B20.7' })]));
  await filed(claimFile([visit('R', HAI)]));
  assert.equal(await code('department', `/api/dossiers/${first.id}?revision=1`), 'request.not-found');
  assert.equal(await code('department', `/api/dossiers/${first.id}/file?revision=1`), 'request.not-found');
  assert.deepEqual([await code('department', `/api/dossiers/${first.id}`), await code('department', `/api/dossiers/${first.id}/file`), await code(OWN, `/api/dossiers/${first.id}?revision=1`)], ['200', 'dossier.file-shared', '200']);
});

test('a single row that reveals withholds the sheet, however the code is written', async () => {
  const revealing = [
    visit('ROW-1', HAI, { XML4: [{ MA_DICH_VU: '24.0169.1616', MA_CHI_SO: 'HIVAB', TEN_CHI_SO: 'HIV Ab', GIA_TRI: 'Âm tính', NGAY_KQ: '202609220900' }] }),
    visit('ROW-2', { ...HAI, MA_BENH_KT: 'I10;b207' }), visit('ROW-3', { ...HAI, MA_BENH_CHINH: 'Z206' }),
    visit('ROW-4', HAI, { XML14: [{ MA_BENH_CHINH: 'B24', NGAY_HEN_KL: '20261001', NGAY_CT: '20260922' }] }),
  ];
  for (const one of revealing) assert.equal(await code('department', `/api/dossiers/${(await filed(claimFile([one]))).id}`), 'request.not-found', one.XML1?.[0]?.['MA_LK'] ?? '');
});

test('a check-in that names a revealing drug is withheld, and so is the check-in of a visit that turns out to reveal', async () => {
  const naming = await filed(checkInFile('IN-1', { ...HAI, MA_THUOC: '40.263' }));
  assert.equal(await code('department', `/api/dossiers/${naming.id}`), 'request.not-found');
  const plain = await filed(checkInFile('IN-2', HAI));
  assert.equal(await code('department', `/api/dossiers/${plain.id}`), '200');
  await filed(claimFile([visit('IN-2', { ...HAI, MA_BENH_CHINH: 'Z21' })]));
  assert.equal(await code('department', `/api/dossiers/${plain.id}`), 'request.not-found');
  assert.equal(await code('department', `/api/intakes/${plain.intake}`), 'request.not-found');
});

test('a file is withheld for what was known before, refused or unreadable in it too', async () => {
  const hidden = visit('F-1', { ...HAI, MA_BENH_CHINH: 'B24' });
  await filed(claimFile([hidden]));
  const again = await filed(claimFile([visit('F-2'), hidden]));
  assert.deepEqual(again.items.map((one) => one.outcome), ['new', 'same']);
  assert.equal(await code('department', `/api/dossiers/${again.id}/file`), 'dossier.file-shared');
  const refused = await filed(claimFile([visit('F-3'), visit('F-3', { ...HAI, SO_CCCD: '062180000999', MA_BENH_CHINH: 'B24' })]));
  assert.deepEqual(refused.items.map((one) => one.outcome), ['new', 'refused']);
  assert.equal(await code('department', `/api/dossiers/${refused.id}/file`), 'dossier.file-shared');
  const broken = await filed(claimFile([visit('F-4'), visit('F-5')], '62990', 'inline').replace(/<MA_LK>F-5<\/MA_LK>/, '<MA_LK>F-5</MA_L>'));
  assert.deepEqual(broken.items.map((one) => one.outcome), ['new', 'broken']);
  assert.equal(await code('department', `/api/dossiers/${broken.id}/file`), 'dossier.file-shared');
  for (const { id } of [again, refused, broken]) assert.equal(await code(OWN, `/api/dossiers/${id}/file`), '200');
});

test('the lines of an intake tell the department nothing of whom they must not show, nor do its counts', async () => {
  const { intake } = await filed(claimFile([visit('L-1'), visit('L-2', { ...HAI, MA_BENH_KT: 'Z21' }), visit('L-2', { ...HAI, HO_TEN: 'Trần Văn Khác', SO_CCCD: '062180000999', MA_BENH_KT: 'Z21' })]));
  const seen = await linesOf('department', intake);
  assert.deepEqual(seen.map((line) => [line.id === null, line.maLk, line.patient, line.reason, line.total, line.withheld]),
    [[false, 'L-1', 'Đặng Thị Ửng', null, '80000.50', false]]);
  const { done, refused, announced, bytes } = (await get('department', `/api/intakes/${intake}`)).json<{ done: number; refused: number; announced: number | null; bytes: number }>();
  assert.deepEqual({ done, refused, announced, bytes }, { done: 1, refused: 0, announced: null, bytes: 0 });
  assert.deepEqual((await linesOf(OWN, intake)).map((line) => [line.patient, line.withheld]), [['Đặng Thị Ửng', false], ['Lê Văn Hai', false], ['Trần Văn Khác', false]]);
});

test('of a file with several facilities each sees its own lines, and none the file', async () => {
  const row = (maLk: string, facility: string, name: string) => dossierOf({ XML0: [{ MA_LK: maLk, MA_BN: maLk, HO_TEN: name, GIOI_TINH: '1', NGAY_SINH: '198001010000', NGAY_VAO: '202609220900', MA_CSKCB: facility }] }, { kind: 'checkin', facility });
  const file = writeFile({ kind: 'checkin', facility: '62990', createdOn: '', dossiers: [row('M-1', '62990', 'Lò Văn Một'), row('M-2', '62981', 'Lò Văn Hai')] });
  const { intake, items } = await filed(file, systemPolicy('load', 'command line'));
  assert.deepEqual(items.map((one) => one.outcome), ['new', 'new']);
  assert.deepEqual((await linesOf(OWN, intake)).map((line) => line.patient), ['Lò Văn Một', null]);
  assert.equal(await code(OWN, `/api/dossiers/${items[0]?.dossier}/file`), 'dossier.file-shared');
  assert.equal(await code('facility 62981', `/api/dossiers/${items[1]?.dossier}/file`), 'dossier.file-shared');
  assert.equal(await code('department', `/api/dossiers/${items[0]?.dossier}/file`), 'dossier.file-shared');
});
