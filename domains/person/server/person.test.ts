import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { claimRoom } from '#domains/claim/server';
import { checkInFile, claimFile, count, facilityPolicy, fileAll, send, testContext, testEdge, visit, type Rows } from '#domains/claim/testing';
import { personRoom } from '#domains/person/server';

const { db } = await testDatabase();
const context = await testContext(db);
const app = await testEdge(context, [claimRoom, personRoom]);
const OWN = 'facility 62990';

const search = async (as: string, q: string, query = '') => app.inject({ method: 'POST', url: `/api/people/search${query}`, payload: { q }, headers: { 'x-test-as': as, 'x-yteso': '1' } });
interface Line { readonly id: string; readonly name: string; readonly born: string | null; readonly visits: number; readonly lastVisit: string | null; readonly citizenId: string | null }
const found = async (as: string, q: string): Promise<Line[]> => (await search(as, q)).json<{ items: Line[] }>().items;

interface Visit {
  readonly dossierId: string | null; readonly facility: { code: string; name: string }; readonly visitType: { code: string; name: string } | null; readonly arrival: string | null; readonly discharge: string | null;
  readonly state: string; readonly revision: number | null; readonly diagnoses: { code: string; display: string; main: boolean }[]; readonly drugs: unknown[]; readonly results: { name: string; value: string | null }[];
  readonly procedures: { code: string | null; name: string }[]; readonly papers: { kind: string }[]; readonly notes: { text: string }[]; readonly money: unknown; readonly source: { fileName: string | null } | null;
  readonly message: { state: string } | null;
}
interface PersonPage extends Omit<Line, 'visits'> { readonly address: string | null; readonly cardState: unknown; readonly sources: { facility: { code: string }; patientNumber: string | null }[]; readonly visits: Visit[]; readonly more: boolean }
const page = async (as: string, id: string, query = ''): Promise<PersonPage> => (await app.inject({ method: 'GET', url: `/api/people/${id}${query}`, headers: { 'x-test-as': as } })).json<PersonPage>();
const status = async (as: string, id: string): Promise<number> => (await app.inject({ method: 'GET', url: `/api/people/${id}`, headers: { 'x-test-as': as } })).statusCode;

async function filed(facility: string, ...visits: Rows[]): Promise<void> {
  await send(context, facilityPolicy(facility), claimFile(visits, facility));
  await fileAll(context);
}
const someone = (more: Record<string, string>): Record<string, string> => ({ MA_BN: `BN-${more['MA_LK'] ?? more['HO_TEN'] ?? ''}`, SO_CCCD: '', MA_THE_BHYT: '', DIEN_THOAI: '', ...more });

test('nobody and the administrator are refused; a facility meets only those who came to it', async () => {
  await filed('62990', visit('P-1', someone({ HO_TEN: 'Ksor H’Nữ Ẩn' })));
  assert.deepEqual([(await search('', 'an')).statusCode, (await search('admin', 'an')).statusCode], [401, 403]);
  const [person] = await found(OWN, 'ksor');
  assert.ok(person);
  assert.deepEqual(await found('facility 62981', 'ksor'), []);
  assert.deepEqual([await status('', person.id), await status('admin', person.id), await status('facility 62981', person.id), await status(OWN, person.id), await status('department', person.id)], [401, 403, 404, 200, 200]);
  assert.equal(await count(context, 'audit_event where action = $1 and target = $2', ['person.find', `person/${person.id}`]), 1, 'who was found is written down');
});

test('found without accents, by words in any order and their beginnings, by year, number, card and phone', async () => {
  await filed('62990', visit('P-2', someone({ HO_TEN: 'Đặng Thị Mỹ Ửng', SO_CCCD: '062165000111', NGAY_SINH: '196500000000', MA_THE_BHYT: 'GD4512970700111', DIEN_THOAI: '0912 345 678' })));
  for (const q of ['dang thi my ung', 'Ửng đặng', 'my da', 'ĐẶNG 1965', '062165000111', '0621650001', 'GD4512970700111', 'gd451297', '2970700111', '0912345678', 'BN-P-2 '.trim() === '' ? '' : 'ung']) {
    assert.ok((await found(OWN, q)).some((one) => one.name === 'Đặng Thị Mỹ Ửng'), q);
  }
  for (const q of ['ang', 'dang 1966', '062165000112', '%', '_____', "' or 1=1 --"]) assert.ok(!(await found(OWN, q)).some((one) => one.name === 'Đặng Thị Mỹ Ửng'), q);
  const [line] = await found(OWN, 'dang thi my ung');
  assert.deepEqual([line?.born, line?.visits, line?.lastVisit, line?.citizenId], ['1965', 1, '202609220949', '062165000111']);
});

test('strong agreement joins what two facilities sent; a contradiction or a newborn stays apart', async () => {
  const an = { HO_TEN: 'Rơ Châm An', SO_CCCD: '062198000222', NGAY_SINH: '199802050000', GIOI_TINH: '2', MA_THE_BHYT: 'DT2622970700222' };
  await filed('62990', visit('J-1', someone({ ...an, MA_BN: 'J-1' })));
  await filed('62981', visit('J-2', someone({ ...an, MA_BN: 'X-9', HO_TEN: 'RƠ CHÂM  AN', SO_CCCD: '', NGAY_SINH: '199800000000', MA_CSKCB: '62981', NGAY_VAO: '202610010800' })));
  const [joined, ...others] = await found('department', 'ro cham an');
  assert.deepEqual([others.length, joined?.visits, joined?.born], [0, 2, '19980205']);
  // Another birth day under the same card; and a child of nine days under the mother's card and name.
  await filed('62981', visit('J-3', someone({ ...an, MA_BN: 'X-10', SO_CCCD: '', NGAY_SINH: '199802060000', MA_CSKCB: '62981' })));
  await filed('62990', visit('J-4', someone({ ...an, MA_BN: 'J-4', NGAY_SINH: '202609130410', MA_DOITUONG_KCB: '1.7' })));
  assert.equal((await found('department', 'ro cham an')).length, 3);
  const sources = (await page('department', joined?.id ?? '')).sources.map((source) => `${source.facility.code}/${source.patientNumber}`);
  assert.deepEqual(sources, ['62981/X-9', '62990/J-1']);
  assert.equal(await count(context, "person_link_journal where why like 'strong: %'"), 1);
});

test('a patient number that a facility gave to somebody else becomes another Patient', async () => {
  await filed('62990', visit('N-1', someone({ MA_BN: 'N', HO_TEN: 'Hồ Văn Một', GIOI_TINH: '1', NGAY_SINH: '198001010000' })));
  await filed('62990', visit('N-2', someone({ MA_BN: 'N', HO_TEN: 'Hồ Thị Hai', GIOI_TINH: '2', NGAY_SINH: '199001010000' })));
  assert.deepEqual((await found(OWN, 'ho van mot')).map((one) => one.visits), [1]);
  assert.deepEqual((await found(OWN, 'ho thi hai')).map((one) => one.visits), [1]);
});

test('the timeline tells the whole visit out of the record, newest first, in pages', async () => {
  const who = someone({ MA_BN: 'T', HO_TEN: 'Siu Timeline', SO_CCCD: '062198000333', MA_THE_BHYT: 'DT2622970700333' });
  await filed('62990', visit('T-1', { ...who, NGAY_VAO: '202608010800', NGAY_RA: '202608010900' }), visit('T-2', who, {
    XML3: [{ MA_DICH_VU: '03.2387.0212', MA_NHOM: '18', TEN_DICH_VU: 'Tiêm', NGAY_TH_YL: '202609221005' }, { MA_DICH_VU: '23.0075.1494', MA_NHOM: '1', TEN_DICH_VU: 'Glucose máu', NGAY_KQ: '202609221015' }],
    XML4: [{ MA_DICH_VU: '23.0075.1494', MA_CHI_SO: 'GLU', TEN_CHI_SO: 'Glucose', GIA_TRI: '5.60', DON_VI_DO: 'mmol/L', NGAY_KQ: '202609221015' }],
    XML5: [{ DIEN_BIEN_LS: 'Bụng mềm', HOI_CHAN: 'Thống nhất', THOI_DIEM_DBLS: '202609221000' }], XML7: [{ NGAY_CT: '20260922', CHAN_DOAN_RV: 'Viêm dạ dày' }],
  }));
  await send(context, facilityPolicy('62990'), checkInFile('T-3', { ...who, NGAY_VAO: '202610010700' }));
  await fileAll(context);
  const [person] = await found(OWN, '062198000333');
  const all = await page(OWN, person?.id ?? '');
  assert.deepEqual(all.visits.map((one) => [one.arrival, one.state]), [['2026-10-01T07:00:00+07:00', 'open'], ['2026-09-22T09:49:00+07:00', 'closed'], ['2026-08-01T08:00:00+07:00', 'closed']]);
  assert.deepEqual(all.cardState, { number: 'DT2622970700333', from: '2026-01-01', to: '2026-12-31', registeredAt: { code: '62990', name: 'Cơ sở 62990' } });
  assert.equal(all.address, 'Thôn 2');
  const told = all.visits[1];
  assert.ok(told?.dossierId);
  assert.deepEqual({ ...told, dossierId: 0, message: told.message?.state, source: told.source?.fileName }, {
    facility: { code: '62990', name: 'Cơ sở 62990' }, arrival: '2026-09-22T09:49:00+07:00', discharge: '2026-09-22T10:30:00+07:00', state: 'closed', dossierId: 0,
    visitType: { code: '01', name: 'Khám bệnh' }, revision: 1,
    diagnoses: [{ code: 'K29.7', display: 'Viêm dạ dày, không xác định', main: true }, { code: 'I10', display: 'Bệnh tăng huyết áp vô căn (nguyên phát)', main: false }],
    drugs: [{ name: 'Omeprazol', strength: '20mg', quantity: '10.000', unit: 'viên', dosage: '1 viên * 2 lần * 5 ngày' }],
    results: [{ name: 'Cân nặng', value: '51.50', unit: 'kg', conclusion: null, at: '2026-09-22T09:49:00+07:00' }, { name: 'Glucose', value: '5.60', unit: 'mmol/L', conclusion: null, at: '2026-09-22T10:15:00+07:00' }],
    procedures: [{ code: '03.2387.0212', name: 'Tiêm', at: '2026-09-22T10:05:00+07:00' }],
    papers: [{ kind: 'XML7', title: 'Giấy ra viện', issued: '2026-09-22' }, { kind: 'XML14', title: 'Giấy hẹn khám lại', issued: '2026-10-05' }],
    notes: [{ at: '2026-09-22T10:00:00+07:00', text: 'Bụng mềm\nHội chẩn: Thống nhất' }],
    money: { total: '80000.50', fund: '64000.40', copay: '16000.10', own: '0' }, source: 'a.xml', message: 'watched',
  });
  const second = await page(OWN, person?.id ?? '', '?limit=1&offset=1');
  assert.deepEqual([second.visits.length, second.visits[0]?.arrival, second.more], [1, '2026-09-22T09:49:00+07:00', true]);
});

test('what is specially protected is shown to its facility and is not there for all others', async () => {
  const who = someone({ MA_BN: 'H', HO_TEN: 'Nay Kín', SO_CCCD: '062198000444', NGAY_SINH: '199803120000' });
  await filed('62990', visit('H-1', { ...who, MA_BENH_KT: 'Z21' }));
  await filed('62981', visit('H-2', { ...who, MA_BN: 'H2', MA_CSKCB: '62981', NGAY_VAO: '202609010800' }, { XML4: [{ MA_DICH_VU: '24.0169.1616', MA_CHI_SO: 'HIVAB', TEN_CHI_SO: 'HIV Ab', GIA_TRI: 'Âm tính', NGAY_KQ: '202609010900' }] }));
  const [person] = await found(OWN, 'nay kin');
  const seen = async (as: string) => (await page(as, person?.id ?? '')).visits.map((one) => [one.facility.code, one.diagnoses.length > 0, one.results.some((result) => result.name === 'HIV Ab')]);
  assert.deepEqual([await found('department', 'nay kin'), await found('department', '062198000444'), (await app.inject({ method: 'GET', url: `/api/people/${person?.id}`, headers: { 'x-test-as': 'department' } })).statusCode], [[], [], 404], 'known by such visits alone');
  await filed('62981', visit('H-3', { ...who, MA_BN: 'H2', MA_CSKCB: '62981', NGAY_VAO: '202608010800' }));
  assert.deepEqual(await seen('department'), [['62981', true, false]]);
  assert.deepEqual(await seen(OWN), [['62990', true, false], ['62981', true, false]]);
  assert.deepEqual(await seen('facility 62981'), [['62981', true, true], ['62981', true, false]]);
  assert.equal((await found('department', 'nay kin'))[0]?.visits, 1, 'nor counted');
  assert.equal(JSON.stringify(await page('department', person?.id ?? '')).includes('Z21'), false);
});
