import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '#platform/config';
import { administratorCommand, placeOf } from './place.ts';

const of = (environment: NodeJS.ProcessEnv) => readSettings(environment, '/nowhere');

test('the place is said without user or password', () => {
  assert.equal(placeOf(of({})), 'thư mục dữ liệu /nowhere/.data');
  assert.equal(placeOf(of({ DATABASE_URL: 'postgresql://lan:secret-word@db.example:5433/so%20y%20te?password=secret-word', YTESO_SCHEMA: 'an_giang' })), 'cơ sở dữ liệu db.example:5433/so y te (YTESO_SCHEMA=an_giang)');
  assert.equal(placeOf(of({ DATABASE_URL: 'postgresql://lan:secret-word@a:1,b:2/x' })), 'cơ sở dữ liệu của DATABASE_URL');
});

test('the command fits the installation of the server', () => {
  const line = (environment: NodeJS.ProcessEnv) => administratorCommand(of(environment), '/nowhere');
  assert.equal(line({}), 'npx yteso admin create --user TÊN');
  assert.equal(line({ YTESO_DATA: './.data' }), 'npx yteso admin create --user TÊN');
  assert.equal(line({ YTESO_DATA: '/srv/y', YTESO_SCHEMA: 'an_giang' }), 'YTESO_DATA=/srv/y YTESO_SCHEMA=an_giang npx yteso admin create --user TÊN');
  assert.equal(line({ YTESO_DATA: "/srv/dữ liệu's" }), "YTESO_DATA='/srv/dữ liệu'\\''s' npx yteso admin create --user TÊN");
  assert.equal(line({ DATABASE_URL: 'postgresql://lan:secret-word@db/x' }), 'npx yteso admin create --user TÊN (với cùng DATABASE_URL như máy chủ)');
});
