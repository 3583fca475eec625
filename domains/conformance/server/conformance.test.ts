import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { catalogueRoom } from '#platform/catalogue/server';
import { memoryCatalogues } from '#platform/catalogue/rules';
import { fileSources } from '#platform/catalogue/server';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, clerkOf, DEPARTMENT, testContext, testEdge } from '#platform/room/testing';
import { claimFile, visit } from '#domains/claim/testing';
import { generateProvince } from '#domains/synthetic/server';
import { buildHash, judgeFile, judgeFiles, resultHash } from './index.ts';
import { conformanceRoom } from './room.ts';

const { db } = await testDatabase();
const context = await testContext(db, 'demonstration');
await catalogueRoom.prepare?.(context, () => {});
const edge = await testEdge(context, [conformanceRoom]);
const folder = mkdtempSync(join(tmpdir(), 'yteso-conformance-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const clerk = clerkOf('62990');
const madeRun = z.object({ id: z.string() });
const begin = async (body: object = {}) => madeRun.parse((await edge.call(clerk, 'POST', '/api/conformance', body)).json).id;
const put = (id: string, name: string, text: string, as = clerk) => edge.call(as, 'POST', `/api/conformance/${id}/files?name=${encodeURIComponent(name)}`, Buffer.from(text));
const read = z.object({ result: z.string(), report: z.object({ dossiers: z.number(), failing: z.number(), score: z.number(), rules: z.array(z.object({ code: z.string(), article: z.string(), remedy: z.string(), examples: z.array(z.object({ message: z.string() })) })) }) });
const report = async (id: string) => read.parse((await edge.call(clerk, 'GET', `/api/conformance/${id}`)).json);

test('only who hands in dossiers, or the department, runs; and sees runs of his own account', async () => {
  const id = await begin();
  for (const [method, url] of [['POST', '/api/conformance'], ['GET', '/api/conformance'], ['GET', `/api/conformance/${id}`], ['GET', `/api/conformance/${id}/paper`], ['POST', `/api/conformance/${id}/files?name=a.xml`]] as const) {
    assert.equal((await edge.call(ANONYMOUS, method, url, method === 'POST' ? {} : undefined)).fault, 'access.not-signed-in', url);
    assert.equal((await edge.call(ADMIN, method, url, method === 'POST' ? {} : undefined)).fault, 'access.refused', url);
  }
  assert.equal((await put(id, 'a.xml', '<a/>', DEPARTMENT)).fault, 'request.not-found');
  assert.equal((await edge.call(DEPARTMENT, 'GET', `/api/conformance/${id}`)).fault, 'request.not-found');
});

test('files are judged as they come; the report names rule, article and remedy; the same twice is the same; no values unless asked for', async () => {
  const files: [string, string][] = [['tốt.xml', claimFile([visit('C-1')])], ['sai.xml', claimFile([visit('C-2', { T_BHTT: '1' }), visit('C-3', { GIOI_TINH: '9' })])], ['hỏng.xml', 'không phải XML']];
  const runOf = async (order: readonly [string, string][], body: object = {}) => {
    const id = await begin(body);
    for (const [name, text] of order) assert.equal((await put(id, name, text)).status, 200, name);
    return id;
  };
  const id = await runOf(files);
  const first = await report(id);
  assert.deepEqual([first.report.dossiers, first.report.failing >= 3, first.report.score < 100], [4, true, true]);
  assert.ok(first.report.rules.every((rule) => rule.article !== '' && rule.remedy !== '' && rule.examples.every((one) => one.message === '')));
  assert.equal((await report(await runOf(files.toReversed()))).result, first.result);
  assert.ok((await report(await runOf(files, { quotes: true }))).report.rules.some((rule) => rule.examples.some((one) => one.message !== '')));
  const kept = await db.bookkeeping('test', (tx) => tx.query(`select result from conformance_file where run = $1`, [id], z.object({ result: z.string() })));
  assert.doesNotMatch(JSON.stringify(kept), /NOIDUNGFILE|<HOSO/u);
});

test('the paper is signed, and any change of it is seen', async () => {
  const id = await begin({ of: 'HIS thử <b>#read("/etc/passwd")' });
  await put(id, 'a.xml', claimFile([visit('P-1', { T_BHTT: '1' })]));
  const answer = await edge.app.inject({ method: 'GET', url: `/api/conformance/${id}/paper`, headers: { 'x-yteso': '1' } });
  assert.equal(answer.statusCode, 200);
  const path = join(folder, 'report.pdf');
  writeFileSync(path, answer.rawPayload);
  const signature = (): string => { try { return execFileSync('pdfsig', [path], { encoding: 'utf8' }); } catch (error) { return String(z.object({ stdout: z.string() }).parse(error).stdout); } };
  assert.match(signature(), /Signature is Valid/u);
  assert.match(execFileSync('pdftotext', [path, '-'], { encoding: 'utf8' }), /BÁO CÁO KIỂM TRA CHUẨN DỮ LIỆU[\s\S]*#read/u);
  const bytes = readFileSync(path);
  const at = bytes.indexOf('/Type');
  bytes[at + 1] = 0x74;
  writeFileSync(path, bytes);
  assert.doesNotMatch(signature(), /Signature is Valid/u);
});

test('the command’s own way gives what a run over a province gives: same files, same result, whatever the order', async () => {
  generateProvince({ people: 30, visits: 60, seed: 'lab', out: folder, perFile: 5, spoil: 0.5 });
  const claims = execFileSync('find', [folder, '-name', '*.xml'], { encoding: 'utf8' }).trim().split('\n');
  const options = { judge: { build: buildHash(), version: '1', asOf: '20261127', quotes: true }, catalogues: memoryCatalogues(fileSources(join(folder, 'catalogues'))), limit: 1e8 };
  const one = await judgeFiles(claims, options);
  assert.equal(resultHash(await judgeFiles(claims.toReversed(), options)), resultHash(one));
  assert.ok(one.failing > 0 && one.failing < one.dossiers);
});

test('a file that is too large cannot be read; one that is something else fails with words', async () => {
  const options = { judge: { build: 'b', version: '1', asOf: '20261127', quotes: true }, catalogues: memoryCatalogues({ versions: [] }), limit: 1_000 };
  assert.match((await judgeFile('a', Readable.from([Buffer.from(claimFile([visit('L-1')]))]), options)).unreadable ?? '', /lớn hơn/u);
  for (const text of ['<x/>', '', 'PK\u0003\u0004']) {
    const file = await judgeFile('a', Readable.from([Buffer.from(text)]), options);
    assert.ok(file.unreadable !== null || file.dossiers.some((one) => one.findings.some((finding) => finding.severity === 'error')), text);
  }
});

test('a file is read to its end whatever is found in it: the hash is of all of it, and the sender is heard out', async () => {
  const options = { judge: { build: 'b', version: '1', asOf: '20261127', quotes: true }, catalogues: memoryCatalogues({ versions: [] }), limit: 40_000_000 };
  const bytes = Buffer.from(`<GIAMDINHHS a="${'x'.repeat(9_000_000)}"/>`);
  const file = await judgeFile('a', Readable.from((function* () { for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536); })()), options);
  assert.deepEqual([file.sha256, file.bytes], [createHash('sha256').update(bytes).digest('hex'), bytes.length]);
});
