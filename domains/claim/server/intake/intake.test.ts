import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { assessmentFile, checkInFile, claimFile, count, facilityPolicy, fileAll, itemsOf, send, testContext, testEdge, visit } from '#domains/claim/testing';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom]);
const hospital = facilityPolicy('62990');

const upload = (as: string | null, payload: string | Buffer, headers: Record<string, string> = {}) => app.inject({
  method: 'POST', url: '/api/intakes', payload,
  headers: { 'x-yteso': '1', 'content-type': 'application/octet-stream', 'x-file-name': encodeURIComponent('hồ sơ.xml'), ...(as && { 'x-test-as': as }), ...headers },
});
const get = (as: string, url: string) => app.inject({ method: 'GET', url, headers: { 'x-test-as': as } });
/** Sends and files. @returns what became of the first dossier */
async function filed(file: string, policy = hospital) {
  const intake = await send(context, policy, file);
  await fileAll(context);
  const items = await itemsOf(context, intake);
  return { intake, items, first: items[0] };
}

test('nobody, the department and the administrator may not send; a facility does not see the intake of another', async () => {
  assert.deepEqual([(await upload(null, 'x')).statusCode, (await upload('department', 'x')).statusCode, (await upload('admin', 'x')).statusCode], [401, 403, 403]);
  const { id } = (await upload('facility 62990', claimFile([visit('SEEN-1')]))).json<{ id: string }>();
  assert.deepEqual((await Promise.all(['', '/dossiers'].map((rest) => get('facility 62981', `/api/intakes/${id}${rest}`)))).map((answer) => answer.statusCode), [404, 404]);
  assert.equal((await get('admin', '/api/intakes')).statusCode, 403);
  assert.equal((await get('facility 62981', '/api/intakes')).json<{ items: unknown[] }>().items.length, 0);
  assert.equal((await get('department', `/api/intakes/${id}`)).statusCode, 200);
  assert.equal(await count(context, "audit_event where outcome = 'refused'"), 4);
});

test('an upload is kept before it is answered, filed, and shown in the shape of the API', async () => {
  const answer = await upload('facility 62990', claimFile([visit('UP-1'), visit('UP-2', { MA_BENH_CHINH: '' })]));
  assert.equal(answer.statusCode, 202);
  const { id } = answer.json<{ id: string }>();
  assert.equal((await get('facility 62990', `/api/intakes/${id}`)).json<{ status: string }>().status, 'waiting');
  await fileAll(context);
  const intake = (await get('facility 62990', `/api/intakes/${id}`)).json<Record<string, unknown>>();
  assert.deepEqual({ ...intake, id: 0, sha256: 0, bytes: 0, receivedAt: 0, findings: 0 }, {
    id: 0, fileName: 'hồ sơ.xml', sha256: 0, bytes: 0, receivedAt: 0, receivedBy: 'account-62990', status: 'done', kind: 'claim', facility: { code: '62990', name: 'Cơ sở 62990' },
    announced: 2, done: 2, broken: 0, refused: 0, progress: 1, complete: true, findings: 0, problems: [],
  });
  const lines = (await get('facility 62990', `/api/intakes/${id}/dossiers?limit=1`)).json<{ items: Record<string, unknown>[]; more: boolean }>();
  assert.equal(lines.more, true);
  assert.deepEqual({ ...lines.items[0], id: 0, findings: 0 }, {
    id: 0, position: 1, maLk: 'UP-1', patient: 'Đặng Thị Ửng', arrival: '202609220949', discharge: '202609221030', visitType: '01', outcome: 'new', reason: null, findings: 0, total: '80000.50', fund: '64000.40', withheld: false,
  });
  assert.equal(await count(context, "audit_event e join dossier d on d.person = e.person where e.action = 'person.find' and e.actor = 'account-62990' and d.ma_lk = 'UP-1'"), 1, 'whoever a line names learns of the look');
});

test('same content changes nothing, other content is the next revision, another person is refused', async () => {
  const first = await filed(claimFile([visit('KEY-1')]));
  assert.equal(first.first?.outcome, 'new');
  const resources = await count(context, '(select 1 from resource_history union all select 1 from resource) as versions');
  const same = await filed(claimFile([visit('KEY-1')]));
  assert.deepEqual([same.first?.outcome, same.first?.dossier, same.first?.revision], ['same', first.first?.dossier, 1]);
  assert.equal(await count(context, '(select 1 from resource_history union all select 1 from resource) as versions'), resources, 'nothing was written');
  const revised = await filed(claimFile([visit('KEY-1', { CHAN_DOAN_RV: 'Loét dạ dày' }, { XML2: [] })]));
  assert.deepEqual([revised.first?.outcome, revised.first?.dossier, revised.first?.revision], ['revised', first.first?.dossier, 2]);
  assert.equal(await count(context, 'dossier_revision where dossier = $1', [first.first?.dossier]), 2, 'the old one is kept');
  assert.equal(await count(context, `resource where type = 'MedicationDispense' and content like '%entered-in-error%'`), 1, 'the row that is gone says so');
  const other = await filed(claimFile([visit('KEY-1', { HO_TEN: 'A Xuân', NGAY_SINH: '201403200000', GIOI_TINH: '1', SO_CCCD: '', MA_THE_BHYT: '' })]));
  assert.equal(other.first?.outcome, 'refused');
  assert.match(other.first?.reason ?? '', /MA_LK KEY-1 đã thuộc về người khác: .*Đặng Thị Ửng, 1965, nữ, tệp này ghi A Xuân, 2014, nam/);
  assert.equal(await count(context, 'exchange_message where ma_lk = $1', ['KEY-1']), 2, 'a message for each revision');
});

test('the same key twice in one file: the second is the revision of the first', async () => {
  const { items } = await filed(claimFile([visit('TWICE'), visit('TWICE', { GHI_CHU: 'sửa' }), visit('TWICE', { GHI_CHU: 'sửa' })]));
  assert.deepEqual(items.map((item) => [item.outcome, item.revision]), [['new', 1], ['revised', 2], ['same', 2]]);
});

test('the check-in opens a visit and the claim closes it; a check-in that comes after does not reopen it', async () => {
  const state = async (maLk: string): Promise<number> => count(context, `resource where type = 'Encounter' and content like $1 and content like '%"status":"finished"%'`, [`%"${maLk}"%`]);
  assert.equal((await filed(checkInFile('ORDER-1'))).first?.outcome, 'new');
  assert.equal(await state('ORDER-1'), 0);
  assert.equal((await filed(claimFile([visit('ORDER-1')]))).first?.outcome, 'new');
  assert.equal(await state('ORDER-1'), 1);
  assert.equal((await filed(claimFile([visit('ORDER-2')]))).first?.outcome, 'new');
  assert.equal((await filed(checkInFile('ORDER-2'))).first?.outcome, 'new');
  assert.equal(await state('ORDER-2'), 1);
  assert.equal(await count(context, `resource where type = 'Coverage' and content like '%"SELFPAY"%' and content like '%"active"%'`), 0);
  assert.equal((await filed(checkInFile('ORDER-2', { HO_TEN: 'Trần Văn Khác', GIOI_TINH: '1', SO_CCCD: '' }))).first?.outcome, 'refused');
  assert.equal(await count(context, "exchange_message where ma_lk like 'ORDER-%' and kind = 'check-in'"), 2);
});

test('an assessment is owed to the insurer by the facility that handed it in', async () => {
  const owed = (): Promise<number> => count(context, "exchange_message where kind = 'assessment' and destination = 'bhxh' and facility = '62990' and event = 'assessment.closed' and due = '2026-10-08T23:59:59+07:00'");
  assert.equal((await filed(assessmentFile(['BB1', 'BB2']))).first?.outcome, 'new');
  assert.equal(await owed(), 2);
  assert.equal(await count(context, "exchange_message where ma_lk like '%/BB%'"), 2);
});

test('a facility sends only what is its own, and the intake says how many not and why', async () => {
  const { items, intake } = await filed(claimFile([visit('FOREIGN')], '62981'));
  assert.equal(items[0]?.outcome, 'refused');
  assert.match(items[0]?.reason ?? '', /ghi cơ sở 62981, tài khoản này thuộc cơ sở 62990/);
  const shown = (await get('facility 62990', `/api/intakes/${intake}`)).json<Record<string, unknown>>();
  assert.deepEqual([shown['done'], shown['refused'], shown['broken']], [1, 1, 0]);
  assert.equal(await count(context, "dossier where ma_lk = 'FOREIGN'"), 0);
});

test('a broken dossier stops no neighbour', async () => {
  const sound = claimFile([visit('NEAR-1'), visit('NEAR-2'), visit('NEAR-3')]);
  const hosos = sound.split('<HOSO>');
  const { items, intake } = await filed([hosos[0], hosos[1], hosos[2]?.replace(/<NOIDUNGFILE>.{40}/, '<NOIDUNGFILE>'), hosos[3]].join('<HOSO>'));
  assert.deepEqual(items.map((item) => [item.position, item.outcome]), [[1, 'new'], [2, 'broken'], [3, 'new']]);
  assert.ok((items[1]?.reason ?? '').length > 10);
  assert.equal(await count(context, 'intake_problem where intake = $1 and position = 2', [intake]) > 0, true);
  assert.equal(await count(context, "dossier where ma_lk = 'NEAR-2'"), 0);
});

test('bad input is answered with words', async () => {
  const failed = async (file: string | Uint8Array) => {
    const id = await send(context, hospital, file);
    await fileAll(context);
    return (await get('facility 62990', `/api/intakes/${id}`)).json<{ status: string; done: number; problems: { code: string }[] }>();
  };
  assert.deepEqual((await failed('hello')).problems.map((problem) => problem.code), ['not-xml']);
  assert.equal((await failed('hello')).status, 'failed');
  assert.deepEqual((await failed('<Other/>')).problems.map((problem) => problem.code), ['wrong-xml']);
  assert.deepEqual((await failed(Buffer.from('\ufeff<GIAMDINHHS/>', 'utf16le'))).problems.map((problem) => problem.code), ['bad-encoding']);
  const cut = await failed(claimFile([visit('CUT-1'), visit('CUT-2')]).slice(0, -700));
  assert.deepEqual([cut.status, cut.done >= 1], ['done', true]);
  const nul = await failed(claimFile([visit('NUL-1', { GHI_CHU: 'AXB' }), visit('NUL-2', { HO_TEN: 'AXB' }), visit('NUL-3')], '62990', 'inline').replaceAll('AXB', 'A\u0000B'));
  assert.deepEqual([nul.status, nul.done, nul.problems.length > 0], ['done', 3, true]);
  const strange = await filed(claimFile([visit('X'.repeat(3000)), visit('ODD', { HO_TEN: 'N'.repeat(50_000), SO_CCCD: '9'.repeat(9000), MA_THE_BHYT: 'G'.repeat(9000), T_BHTT: '-1e308', NGAY_VAO: '20260230', NGAY_RA: '' }), visit('', {})]));
  assert.deepEqual(strange.items.map((item) => item.outcome), ['refused', 'new', 'refused']);
  assert.equal((await upload('facility 62990', '')).statusCode, 400);
  assert.equal((await upload('facility 62990', 'x', { 'x-file-name': '%E0%A4%A' })).json<{ error: { code: string } }>().error.code, 'intake.file-name');
  assert.equal((await upload('facility 62990', '{}', { 'content-type': 'application/json' })).json<{ error: { code: string } }>().error.code, 'request.media-type');
});

test('an unknown facility is filed when its own account sends it', async () => {
  const { first } = await filed(claimFile([visit('UNKNOWN', { MA_CSKCB: '99Z99' })], '99Z99'), facilityPolicy('99Z99'));
  assert.equal(first?.outcome, 'new');
});
