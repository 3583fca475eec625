import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Access } from '#platform/audit';
import type { Tx } from '#platform/db';
import { testDatabase } from '#platform/db/testing';
import { startWithMode } from '#platform/exchange/server';
import { openKeyring, verifyDossierFile } from '#platform/signing';
import { isThere, xmlsecSays } from '#platform/signing/testing';
import { differences, readBytes } from '#domains/claim/rules';
import { anyDossier } from '#domains/claim/rules/testing';
import { claimRoom } from '#domains/claim/server';
import { checkInFile, claimFile, count, dossierOf, facilityPolicy, fileAll, itemsOf, send, testContext, testEdge, visit } from '#domains/claim/testing';
import { bornFile } from './born.ts';
import { makeCorrection } from './make.ts';

const { db } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'yteso-correct-'));
after(() => rm(folder, { recursive: true, force: true }));
const keys = openKeyring({ folder, environment: {}, demonstration: true });
const bare = await testContext(db);
const context = { ...bare, keys };
const app = await testEdge(context, [claimRoom]);
const OWN = 'facility 62990';

const post = (as: string, url: string, payload: object) => app.inject({ method: 'POST', url, payload, headers: { 'x-test-as': as, 'x-yteso': '1' } });
const put = (as: string, id: string, base: number, changes: object[], more: object = {}) => post(as, `/api/dossiers/${id}/corrections`, { base, changes, reason: 'Gõ nhầm ngày ra', ...more });
const draft = (as: string, id: string, base: number, changes: object[]) => post(as, `/api/dossiers/${id}/corrections/draft`, { base, changes });
const cell = (field: string, value: string, table = 'XML1', row = 1) => ({ table, row, field, value });
const fault = (answer: { json(): unknown }) => z.object({ error: z.looseObject({ code: z.string() }) }).parse(answer.json()).error;

async function filed(...files: string[]): Promise<string> {
  let id = '';
  for (const file of files) {
    const intake = await send(context, facilityPolicy('62990'), file);
    await fileAll(context);
    id = (await itemsOf(context, intake))[0]?.dossier ?? '';
  }
  return id;
}

const sheetShape = z.object({
  revision: z.number(), revisions: z.array(z.object({ revision: z.number(), sha256: z.string() })), sentAgain: z.string().nullable(),
  corrections: z.array(z.object({ revision: z.number(), base: z.number(), by: z.string(), reason: z.string(), changes: z.array(z.object({ table: z.string(), row: z.number(), field: z.string(), before: z.string().nullable(), after: z.string() })) })),
  messages: z.array(z.object({ revision: z.number(), state: z.string(), madeHere: z.boolean() })),
});
const sheetOf = async (id: string) => sheetShape.parse((await app.inject({ method: 'GET', url: `/api/dossiers/${id}`, headers: { 'x-test-as': OWN } })).json());

test('nobody, the department and another facility are refused; so are an older base, a cell that is not there, a key and a value that does not fit: nothing is written', async () => {
  const id = await filed(claimFile([visit('REFUSED')]), claimFile([visit('REFUSED', { GHI_CHU: 'bản hai' })]));
  const change = [cell('CHAN_DOAN_RV', 'Viêm dạ dày cấp')];
  const before = await count(context, 'intake');
  for (const ask of [put, draft]) {
    assert.deepEqual([(await ask('', id, 2, change)).statusCode, (await ask('department', id, 2, change)).statusCode, (await ask('admin', id, 2, change)).statusCode, (await ask('facility 62981', id, 2, change)).statusCode], [401, 403, 403, 404]);
    assert.equal(fault(await ask(OWN, id, 1, change)).code, 'correction.not-newest');
    assert.equal(fault(await ask(OWN, id, 2, [cell('HO_TEN', 'Y Khác Hẳn'), cell('NGAY_SINH', '201001010000'), cell('GIOI_TINH', '1')])).code, 'correction.other-person');
    assert.equal((await ask(OWN, id, 2, Array.from({ length: 201 }, () => change[0] ?? {}))).statusCode, 400);
  }
  const wrong = [cell('NGAY_RA', '2026'), cell('MA_LK', 'X'), cell('X', 'X'), cell('STT', '1', 'XML9')];
  const said = await put(OWN, id, 2, wrong);
  assert.deepEqual([said.statusCode, fault(said).code], [422, 'correction.cells']);
  assert.match(JSON.stringify(fault(said)), /body\.changes\.0\.value.*NGAY_RA: phải là thời điểm/);
  const { flaws } = z.object({ flaws: z.array(z.object({ at: z.number() })) }).parse((await draft(OWN, id, 2, wrong)).json());
  assert.deepEqual(flaws.map((one) => one.at), [0, 1, 2, 3]);
  assert.equal((await put(OWN, id, 2, change, { reason: ' x ' })).statusCode, 400);
  assert.equal(fault(await put(OWN, id, 2, [])).code, 'correction.nothing');
  assert.deepEqual([await count(context, 'intake'), await count(context, 'dossier_correction')], [before, 0]);
});

test('without a key nothing is half made, and the draft says so beforehand', async () => {
  const id = await filed(claimFile([visit('NOKEY')]));
  const keyless = await testEdge(bare, [claimRoom]);
  const ask = (url: string, payload: object) => keyless.inject({ method: 'POST', url: `/api/dossiers/${id}/${url}`, payload, headers: { 'x-test-as': OWN, 'x-yteso': '1' } });
  const body = { base: 1, changes: [cell('CHAN_DOAN_RV', 'Viêm dạ dày cấp')] };
  assert.match(z.object({ obstacle: z.object({ message: z.string() }) }).parse((await ask('corrections/draft', body)).json()).obstacle.message, /62990 chưa có khoá ký/);
  const before = await count(context, 'intake');
  assert.equal(fault(await ask('corrections', { ...body, reason: 'thử khi chưa có khoá' })).code, 'signing.no-key');
  assert.equal(await count(context, 'intake'), before);
});

test('the draft tells what the rules would say and writes nothing', async () => {
  const id = await filed(claimFile([visit('DRAFT', { NGAY_RA: '202609211030' })]));
  const shape = z.object({ changed: z.array(z.unknown()), findings: z.array(z.looseObject({ field: z.string().nullable(), severity: z.string(), title: z.string() })), obstacle: z.null() });
  const before = shape.parse((await draft(OWN, id, 1, [])).json());
  const mended = shape.parse((await draft(OWN, id, 1, [cell('NGAY_RA', '202609221030')])).json());
  assert.deepEqual([before.changed.length, mended.changed.length], [0, 1]);
  assert.ok(before.findings.some((one) => one.field === 'NGAY_RA'));
  assert.ok(mended.findings.length < before.findings.length && !mended.findings.some((one) => one.field === 'NGAY_RA' && one.severity === 'error'));
  assert.equal((await sheetOf(id)).revision, 1);
});

const rootFile = join(folder, 'root.pem');
async function judge(bytes: Uint8Array): Promise<void> {
  const signer = await keys.signerFor('62990', new Date());
  writeFileSync(rootFile, `-----BEGIN CERTIFICATE-----\n${Buffer.from(signer.chain[0]).toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`);
  const found = verifyDossierFile(bytes, { at: new Date() });
  assert.deepEqual([found.flaws, found.valid, found.covers], [[], true, 'file']);
  if (isThere('xmlsec1')) assert.ok(xmlsecSays(bytes, rootFile).good);
}

test('a correction is the next revision, signed, with everything else as it was; who, why and which cells are kept; what it is owed as is said', async () => {
  await db.bookkeeping('test', (tx) => startWithMode(tx, 'bhxh', 'copy'));
  const rows = visit('MADE', { NGAY_RA: '202609211030' });
  // One of many: the others stay where they are.
  const id = await filed(claimFile([rows, visit('NEIGHBOUR', { MA_BN: 'N' })]));
  const answer = await put(OWN, id, 1, [cell('NGAY_RA', '202609221030'), cell('SO_LUONG', '11.000', 'XML2')]);
  assert.equal(answer.statusCode, 200, answer.body);
  assert.equal(z.object({ revision: z.number() }).parse(answer.json()).revision, 2);
  const sheet = await sheetOf(id);
  assert.deepEqual([sheet.revision, sheet.corrections.map((one) => [one.revision, one.base, one.by, one.reason])], [2, [[2, 1, 'account-62990', 'Gõ nhầm ngày ra']]]);
  assert.deepEqual(sheet.corrections[0]?.changes, [{ table: 'XML1', row: 1, field: 'NGAY_RA', before: '202609211030', after: '202609221030' }, { table: 'XML2', row: 1, field: 'SO_LUONG', before: '10.000', after: '11.000' }]);
  // The facility's program sends by itself, but this it has not got.
  assert.deepEqual(sheet.messages.map((one) => [one.revision, one.state, one.madeHere]), [[1, 'superseded', false], [2, 'owed', true]]);
  const bytes = await readFile(await context.files.pathOf(sheet.revisions[0]?.sha256 ?? ''));
  await judge(bytes);
  const [item] = readBytes(bytes);
  const [drug = {}] = rows.XML2 ?? [];
  assert.ok(item?.type === 'dossier');
  assert.deepEqual(differences(dossierOf({ XML1: [{ ...rows.XML1?.[0], NGAY_RA: '202609221030' }], XML2: [{ ...drug, SO_LUONG: '11.000' }] }), item.dossier).map((one) => one.field), ['createdOn'], 'a file of its own, made today');
  assert.equal(await count(context, "audit_event where action = 'dossier.correct' and target = $1", [`dossier/${id}`]) >= 1, true);
  assert.equal(await count(context, "intake where corrects = 1 and status = 'done' and complete and received_by = 'account-62990'"), 1);
});

test('the program sends its older content again: kept out and said; other content is the next revision; the desk may go back', async () => {
  const id = await filed(claimFile([visit('AGAIN')]));
  await put(OWN, id, 1, [cell('CHAN_DOAN_RV', 'Viêm dạ dày cấp')]);
  await put(OWN, id, 2, [cell('LY_DO_VV', 'Đau thượng vị')]);
  const resent = await send(context, facilityPolicy('62990'), claimFile([visit('AGAIN')], '62990', 'inline'));
  await fileAll(context);
  const [item] = await itemsOf(context, resent);
  assert.deepEqual([item?.outcome, item?.revision], ['same', 3]);
  assert.match(item?.reason ?? '', /sửa tại chỗ/);
  const sheet = await sheetOf(id);
  assert.deepEqual([sheet.revision, sheet.sentAgain !== null], [3, true]);
  await filed(claimFile([visit('AGAIN', { GHI_CHU: 'bổ sung' })]));
  assert.equal((await sheetOf(id)).revision, 4);
  // From here on the program has the word again: what it sends counts, also when it was there once.
  await filed(claimFile([visit('AGAIN')]));
  assert.equal((await sheetOf(id)).revision, 5);
  await put(OWN, id, 5, [cell('CHAN_DOAN_RV', 'Khác')]);
  assert.equal(z.object({ revision: z.number() }).parse((await put(OWN, id, 6, [cell('CHAN_DOAN_RV', 'Viêm dạ dày')])).json()).revision, 7);
});

test('a check-in is corrected as well; what cannot be kept whole is not, with words', async () => {
  const id = await filed(checkInFile('CHECKIN'));
  assert.equal((await put(OWN, id, 1, [cell('TEN_DICH_VU', 'Khám Ngoại', 'XML0')])).statusCode, 200);
  await judge(await readFile(await context.files.pathOf((await sheetOf(id)).revisions[0]?.sha256 ?? '')));
  const odd = claimFile([visit('ODD')], '62990', 'inline').replace('<HO_TEN>', '<TRUONG_LA>1</TRUONG_LA><HO_TEN>');
  const refused = await put(OWN, await filed(odd), 1, [cell('CHAN_DOAN_RV', 'x')]);
  assert.equal(fault(refused).code, 'correction.not-whole');
  assert.match(JSON.stringify(fault(refused)), /TRUONG_LA/);
});

test('what a correction took out of a protected dossier is not told to those who may not see it', async () => {
  const id = await filed(claimFile([visit('HIDDEN', { MA_BENH_CHINH: 'B20.7', MA_BENH_KT: '' })]));
  const as = (who: string) => app.inject({ method: 'GET', url: `/api/dossiers/${id}`, headers: { 'x-test-as': who } });
  assert.equal((await as('department')).statusCode, 404);
  assert.equal((await put(OWN, id, 1, [cell('MA_BENH_CHINH', 'K29.7')])).statusCode, 200);
  assert.equal((await put(OWN, id, 2, [cell('LY_DO_VV', 'Đau thượng vị')])).statusCode, 200);
  const seen = await as('department');
  assert.equal(seen.statusCode, 200);
  assert.deepEqual(sheetShape.parse(seen.json()).corrections.map((one) => one.revision), [3]);
  assert.doesNotMatch(seen.body, /B20/);
  assert.deepEqual((await sheetOf(id)).corrections.map((one) => one.revision), [3, 2]);
});

test('received and not filed, because the server fell: the desk goes on with it', async () => {
  const id = await filed(claimFile([visit('FALL')]));
  const falling = new Proxy(db, {
    get(target, name) {
      if (name !== 'withAccess') { const found: unknown = Reflect.get(target, name); return typeof found === 'function' ? found.bind(target) : found; }
      return (policy: Policy, access: Access, work: (tx: Tx) => Promise<unknown>) => (access.action === 'dossier.file' ? Promise.reject(new Error('fallen')) : target.withAccess(policy, access, work));
    },
  });
  const made = await makeCorrection({ ...context, db: falling }, facilityPolicy('62990'), id, { base: 1, changes: [cell('CHAN_DOAN_RV', 'Viêm dạ dày cấp')], reason: 'giữa chừng máy dừng' });
  assert.equal(made.revision, null);
  assert.equal((await sheetOf(id)).revision, 1);
  await fileAll(context);
  const sheet = await sheetOf(id);
  assert.deepEqual([sheet.revision, sheet.corrections.map((one) => one.reason), sheet.messages.at(-1)?.madeHere], [2, ['giữa chừng máy dừng'], true]);
  // Held up until another revision is there: refused, and the dossier stays.
  const late = await makeCorrection({ ...context, db: falling }, facilityPolicy('62990'), id, { base: 2, changes: [cell('CHAN_DOAN_RV', 'Khác')], reason: 'giữa chừng máy dừng' });
  await put(OWN, id, 2, [cell('CHAN_DOAN_RV', 'Nhanh hơn')]);
  await fileAll(context);
  const [item] = await itemsOf(context, late.intake);
  assert.deepEqual([item?.outcome, (await sheetOf(id)).revision], ['refused', 3]);
  assert.match(item?.reason ?? '', /đã có bản 3/);
});

test('two clerks at once: one revision, the other is told', async () => {
  const id = await filed(claimFile([visit('RACE')]));
  const answers = await Promise.all(['một', 'hai', 'ba'].map((word) => put(OWN, id, 1, [cell('CHAN_DOAN_RV', word)])));
  assert.deepEqual(answers.map((one) => one.statusCode).sort(), [200, 409, 409]);
  const sheet = await sheetOf(id);
  assert.deepEqual([sheet.revision, sheet.corrections.length], [2, 1]);
});

test('whatever a dossier holds, its file is signed, valid and reads back', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(anyDossier('claim'), anyDossier('checkin')), async (dossier) => {
    const mine = { ...dossier, facility: dossier.kind === 'claim' ? '62990' : dossier.facility };
    const key = { signerFor: () => keys.signerFor('62990', new Date()) };
    const found = verifyDossierFile(await bornFile(key, mine, new Date()), { at: new Date() });
    assert.deepEqual([found.flaws, found.valid], [[], true]);
  }), { numRuns: 100 });
});
