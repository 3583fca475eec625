import assert from 'node:assert/strict';
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { z } from 'zod';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { startProduct, type Product } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

let browser: Browser;
let product: Product;
const folder = mkdtempSync(join(tmpdir(), 'yteso-proof-'));
before(async () => { [browser, product] = await Promise.all([openBrowser(), startProduct()]); });
after(async () => {
  await browser?.close();
  await product?.end();
  rmSync(folder, { recursive: true, force: true });
});

async function looked(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await assertFits(page, name);
  await assertAccessible(page, name);
}

for (const screen of ['laptop', 'phone'] as const) {
  test(`${screen}: the trail, its state, an event with its proof, alerts, the verification page`, { timeout: 280_000 }, async () => {
    const { context, page, complaints } = await openPage(browser, screen);
    await signIn(product, page, 'so');
    await page.goto(`${product.address}/nguoi-dan`);
    await page.goto(`${product.address}/nhat-ky`);
    await page.getByText('Mốc ký gần nhất').waitFor();
    await page.locator('tbody tr').first().waitFor();
    await looked(page, `audit-log-${screen}`);
    await page.getByLabel('Việc', { exact: true }).fill('session.create');
    await page.getByRole('button', { name: 'Lọc', exact: true }).click();
    await page.locator('tbody tr').filter({ hasText: 'Đăng nhập' }).first().waitFor();
    // A checkpoint is signed every minute; until one holds the sign-in there is no proof of it.
    const found = z.object({ items: z.array(z.object({ id: z.string() })) }).parse(await page.evaluate(async () => (await fetch('/api/audit/search', { method: 'POST', headers: { 'content-type': 'application/json', 'x-yteso': '1' }, body: '{"action":"session.create"}' })).json()));
    const id = found.items.at(-1)?.id ?? '';
    let proof: unknown = null;
    for (let tries = 0; proof === null && tries < 100; tries += 1) {
      proof = z.object({ proof: z.unknown() }).parse(await page.evaluate(async (event) => (await fetch(`/api/audit/events/${event}`)).json(), id)).proof;
      if (proof === null) await page.waitForTimeout(1000);
    }
    await page.goto(`${product.address}/nhat-ky/${id}`);
    await page.getByText(/Đã niêm phong, số .* bằng chứng đúng/).waitFor();
    await looked(page, `audit-event-${screen}`);
    await page.goto(`${product.address}/nhat-ky/canh-bao`);
    await page.getByText('Máy chỉ ra').waitFor();
    await looked(page, `audit-alerts-${screen}`);

    await page.goto(`${product.address}/xac-minh`);
    await page.getByRole('button', { name: 'Chọn tệp bằng chứng' }).waitFor();
    await context.setOffline(true);
    const [right, wrong] = [join(folder, 'right.json'), join(folder, 'wrong.json')];
    writeFileSync(right, JSON.stringify(proof));
    writeFileSync(wrong, JSON.stringify(proof).replace('"outcome":"done"', '"outcome":"refused"'));
    await page.locator('input[type=file]').setInputFiles(wrong);
    await page.getByText('Sai: sự việc trong tệp không nằm trong nhật ký').waitFor();
    await page.locator('input[type=file]').setInputFiles(right);
    await page.getByText('Đúng: sự việc này nằm trong nhật ký đã ký').waitFor();
    await looked(page, `audit-verify-${screen}`);
    await context.setOffline(false);
    assert.deepEqual(complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one)), []);
    await context.close();
  });

  test(`${screen}: a citizen’s list`, async () => {
    const { context, page, complaints } = await openPage(browser, screen);
    await signIn(product, page, 'so');
    // Answers made here: what the screen shows of them is what is looked at.
    const one = { seq: 812, sealed: true, at: '2026-11-20T02:15:00Z', action: 'person.read', role: 'doctor', unit: { code: '62990', name: 'Bệnh viện Đa khoa tỉnh' }, account: 'TK-3F9A1C07', name: null, purpose: 'care', basis: 'Luật 15/2023/QH15, Điều 69', program: null };
    await page.route('**/api/my-record/accesses?**', (route) => route.fulfill({ json: { items: [
      { ...one, sealed: false, seq: null, at: '2026-11-21T07:40:00Z', action: 'person.find', role: 'facility', unit: { code: '62981', name: 'Trạm Y tế xã An Hoà' }, account: 'TK-11D2B0FE', basis: null },
      one, { ...one, seq: 640, at: '2026-11-03T19:02:00Z', purpose: 'break-glass', name: 'BS. Trần Thị Hạnh', account: 'TK-90AB12CD' }, { ...one, seq: 12, role: 'insurer', unit: null, purpose: 'insurance', action: 'dossier.read', program: 'gateway' },
    ], more: false } }));
    await page.goto(`${product.address}/ai-da-xem`);
    await page.getByText('Người mở khẩn cấp: BS. Trần Thị Hạnh').waitFor();
    await looked(page, `audit-mine-${screen}`);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
