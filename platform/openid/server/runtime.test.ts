import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ANONYMOUS } from '#platform/access';
import { readSettings } from '#platform/config';
import { testDatabase } from '#platform/db/testing';
import { ADMIN, testContext, testEdge } from '#platform/room/testing';
import { openid } from './room.ts';
import { rotateKeys } from './keys.ts';

const { db } = await testDatabase();
const { room } = openid(() => { const no = () => Promise.resolve(undefined); return { whoIs: no, accountName: no, worksAs: () => Promise.resolve(false), patientOf: no, patientLabel: no, outside: () => [], findPersonByCitizenId: no, accountOfCitizen: () => Promise.resolve(''), openSession: async () => {} }; });
const base = await testContext(db);
const place = (issuer: string) => ({ ...base, settings: { ...readSettings({ YTESO_DATA: base.settings.dataFolder, YTESO_ISSUER: issuer }, base.settings.dataFolder) } });
const discovery = z.looseObject({ issuer: z.string(), token_endpoint: z.string() });

test('outside a demonstration nothing is served to programs until the public address is set; the pages do not mind', async () => {
  const edge = await testEdge(base, [room]);
  assert.equal((await edge.call(ANONYMOUS, 'GET', '/oidc/.well-known/openid-configuration')).fault, 'openid.no-issuer');
  assert.equal((await edge.call(ANONYMOUS, 'GET', '/fhir/.well-known/smart-configuration')).fault, 'openid.no-issuer');
  assert.deepEqual((await edge.call(ANONYMOUS, 'GET', '/api/outside')).json, { items: [], more: false });
  assert.equal((await edge.call(ADMIN, 'GET', '/api/programs')).status, 200);
});

test('every address is the public one, and a rotation is taken up while the server runs', async () => {
  const edge = await testEdge(place('https://suckhoe.tinh.vn'), [room]);
  const found = discovery.parse((await edge.call(ANONYMOUS, 'GET', '/oidc/.well-known/openid-configuration')).json);
  assert.deepEqual([found.issuer, found.token_endpoint], ['https://suckhoe.tinh.vn/oidc', 'https://suckhoe.tinh.vn/oidc/token']);
  const keys = async () => z.object({ keys: z.array(z.object({ kid: z.string() })) }).parse((await edge.call(ANONYMOUS, 'GET', '/oidc/jwks')).json).keys.length;
  assert.equal(await keys(), 2);
  await rotateKeys(base.settings.dataFolder, new Date());
  const later = Date.now() + 11_000;
  const clock = Date.now;
  Date.now = () => later;
  try {
    assert.equal(await keys(), 4);
  } finally {
    Date.now = clock;
  }
});
