import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { readSettings } from '#platform/config';
import { ROOMS } from '../apps/server/rooms.ts';
import { startServer } from '../apps/server/server.ts';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { signIn } from './harness/sign-in.ts';
import { startApp } from './smart/app.ts';

const app = await startApp();
const data = mkdtempSync(join(tmpdir(), 'yteso-e2e-'));
const server = app && await startServer({
  settings: readSettings({ YTESO_DATA: data, PORT: '0', YTESO_CONFIG: '' }, data), rooms: ROOMS, empty: false, logLevel: 'error', tell: () => {},
});
const browser = app && await openBrowser();
after(async () => {
  await browser?.close();
  await server?.close();
  app?.close();
  rmSync(data, { recursive: true, force: true });
});
const seen = z.looseObject({ patient: z.looseObject({ resourceType: z.literal('Patient'), id: z.string() }), id: z.string(), user: z.string(), scope: z.string(), banner: z.boolean(), renews: z.boolean() });
const told = async (page: Page) => {
  await page.getByRole('heading', { name: 'Sample program' }).waitFor();
  await page.locator('#seen:not(:empty)').waitFor();
  const text = await page.locator('#seen').innerText();
  assert.ok(!text.includes('failed'), text);
  return seen.parse(JSON.parse(text));
};

test('a program is registered, opened by itself and from a person’s page, and reads the patient it was given', async (context) => {
  if (!app || !server || !browser) return context.skip('not available');
  const product = {
    address: server.address, end: async () => {},
    account(name: string) { const found = server.demo.find((one) => one.user === name); assert.ok(found); return { account: found.user, password: found.password }; },
  };

  const admin = await openPage(browser, 'laptop');
  await signIn(product, admin.page, 'quantri');
  await admin.page.getByRole('link', { name: 'Chương trình' }).first().click();
  await admin.page.getByRole('button', { name: 'Đăng ký chương trình' }).click();
  const form = admin.page.getByRole('dialog');
  await form.getByLabel('Tên chương trình').fill('Chương trình mẫu');
  await form.getByLabel('Đơn vị chịu trách nhiệm').fill('Công ty không có thật');
  await form.getByLabel('Địa chỉ quay về').fill(`${app.origin}/app/index.html`);
  await form.getByLabel('Địa chỉ mở từ trang người bệnh').fill(`${app.origin}/app/launch.html?client=x`);
  await picture(admin.page, 'laptop-dang-ky-chuong-trinh');
  await assertAccessible(admin.page, 'register');
  await form.getByRole('button', { name: 'Đăng ký', exact: true }).click();
  const id = /client_id\): ([\w-]+)/.exec(await form.getByText(/client_id/).innerText())?.[1] ?? '';
  assert.match(id, /^[0-9a-f-]{36}$/);
  await admin.page.keyboard.press('Escape');
  await admin.page.getByText('Công ty không có thật').waitFor();
  await assertFits(admin.page, 'programs');
  await picture(admin.page, 'laptop-chuong-trinh');

  const clerk = await openPage(browser, 'laptop');
  const { page } = clerk;
  await signIn(product, page, 'benhvien');
  const name = z.object({ items: z.array(z.object({ name: z.string(), id: z.string() })) }).parse(await page.evaluate(async () => {
    const answer = await fetch('/api/people/search', { method: 'POST', headers: { 'x-yteso': '1', 'content-type': 'application/json' }, body: JSON.stringify({ q: 'nguyen' }) });
    return answer.json();
  })).items[0];
  assert.ok(name);

  await page.goto(`${app.origin}/app/launch.html?client=${id}&server=${encodeURIComponent(`${server.address}/fhir`)}`);
  await page.getByRole('heading', { name: 'Cho phép chương trình' }).waitFor();
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  await page.getByText('Hãy chọn người bệnh trước.').waitFor();
  await page.getByRole('searchbox').fill('nguyen');
  await page.getByRole('radio').first().check();
  await page.getByRole('checkbox', { name: /xét nghiệm/ }).uncheck();
  await assertAccessible(page, 'consent');
  await assertFits(page, 'consent');
  await picture(page, 'laptop-dong-y');
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  const alone = await told(page);
  assert.deepEqual([alone.patient.id, alone.banner, alone.renews], [alone.id, true, true]);
  assert.ok(alone.scope.includes('patient/Patient.rs') && !alone.scope.includes('Observation'));
  assert.match(alone.user, /^Practitioner\//);

  await page.goto(`${server.address}/nguoi-dan/${name.id}`);
  await page.evaluate(() => { window.sessionStorage.clear(); });
  await page.getByRole('button', { name: 'Mở bằng chương trình…' }).click();
  await picture(page, 'laptop-mo-bang-chuong-trinh');
  // The sample knows its id from its address; this one was registered before the id was known.
  await page.route('**/app/launch.html*', async (route) => {
    const url = new URL(route.request().url());
    if (url.searchParams.get('client') === id) return route.continue();
    url.searchParams.set('client', id);
    return route.fulfill({ status: 302, headers: { location: url.href } });
  });
  await page.getByRole('menuitem', { name: 'Chương trình mẫu' }).click();
  await page.getByRole('heading', { name: 'Cho phép chương trình' }).waitFor();
  await page.getByText(name.name).first().waitFor();
  assert.equal(await page.getByRole('searchbox').count(), 0);
  await page.getByRole('button', { name: 'Đồng ý' }).click();
  const opened = await told(page);
  assert.deepEqual([opened.patient.id, opened.renews], [opened.id, false]);
  assert.deepEqual(opened.scope.split(' ').sort(), ['fhirUser', 'launch', 'openid', 'patient/Patient.rs']);

  const phone = await openPage(browser, 'phone');
  await signIn(product, phone.page, 'benhvien');
  await phone.page.goto(`${app.origin}/app/launch.html?client=${id}&server=${encodeURIComponent(`${server.address}/fhir`)}`);
  await phone.page.getByRole('heading', { name: 'Cho phép chương trình' }).waitFor();
  await assertFits(phone.page, 'consent (phone)');
  await picture(phone.page, 'phone-dong-y');
  await phone.page.getByRole('button', { name: 'Từ chối' }).click();
  await phone.page.getByText(/failed/).waitFor();
  assert.deepEqual([...admin.complaints, ...clerk.complaints], []);
});
