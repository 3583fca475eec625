import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '#platform/db/testing';
import { attack } from './mutants/attack.ts';
import { attacked } from './mutants/world.ts';

const { db } = await testDatabase();
const target = await attacked(db);

test('three thousand mutated requests over every route: nothing falls, every error is in our form', async (t) => {
  const { asked, faults, byStatus } = await attack(target, 3_000, 11);
  t.diagnostic(`${asked} requests over ${target.routes.length} routes: ${JSON.stringify(byStatus)}`);
  assert.deepEqual(faults, []);
});

test('where programs ask, what is not there is no page', async () => {
  for (const url of ['/fhir/Encounter/x/', '/fhir', '/api/nothing', '/oidc']) {
    const answer = await target.app.inject({ url });
    assert.equal(answer.statusCode, 404, url);
    assert.match(String(answer.headers['content-type']), /json/u, url);
  }
  await target.app.close();
});
