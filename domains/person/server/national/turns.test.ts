import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { testDatabase } from '#platform/db/testing';
import { Fault } from '#platform/fault';
import { claimFile, departmentPolicy, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';
import { nationalLayoutOn } from '#domains/person/rules';
import { nationalOver } from './line.ts';
import { makeBatch } from './send.ts';
import { sayVerified } from './standing.ts';

const { db } = await testDatabase();
const context = await testContext(db);
const layout = nationalLayoutOn('20261121');
const isFault = (code: string) => (error: unknown): boolean => error instanceof Fault && error.code === code;

test('a clerk who confirms while a file is made does not write over what was sent', async () => {
  const access = { action: 'person-national.send', target: 'person-national' };
  const who = { MA_BN: 'TU', HO_TEN: 'Siu Lượt', SO_CCCD: '062065000801', MA_THE_BHYT: '' };
  await send(context, facilityPolicy('62990'), claimFile([visit('TU-1', who)]));
  await fileAll(context);
  await db.withAccess(departmentPolicy, access, async (tx) => {
    await makeBatch(tx, context.files, layout, false);
    await tx.run("update person_national set state = 'differs', differs = '{name}'");
  });
  await send(context, facilityPolicy('62990'), claimFile([visit('TU-2', { ...who, HO_TEN: 'Siu Lượt Hai', NGAY_VAO: '202611010800' })]));
  await fileAll(context);
  const patient = await db.withAccess(departmentPolicy, access, async (tx) => (await tx.query('select patient from person_national', [], z.object({ patient: z.string() })))[0]?.patient ?? '');
  let made: () => void = () => {};
  const isMade = new Promise<void>((resolve) => { made = resolve; });
  const batch = db.withAccess(departmentPolicy, access, async (tx) => {
    await makeBatch(tx, context.files, layout, false);
    made();
    await pause(200);
  });
  await isMade;
  await assert.rejects(db.withAccess(departmentPolicy, { ...access, action: 'person-national.decide' }, (tx) => sayVerified(tx, patient, 'confirm', 'đã xem thẻ')), isFault('person.national-state'));
  await batch;
});

test('what the other side says with a refusal is not passed on: it may repeat the lines', async () => {
  const server = createServer((_, answer) => { answer.writeHead(422).end('Dòng 2 sai: 062065000801,Siu Lượt'); });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    const address = z.object({ port: z.number() }).parse(server.address());
    await assert.rejects(nationalOver(`http://127.0.0.1:${address.port}`).compare(new Blob(['x'])), (error: unknown) => isFault('person.national-away')(error) && !JSON.stringify([String(error), Object.values(Object(error))]).includes('062065'));
  } finally {
    server.close();
  }
});
