import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { deathFile } from '#domains/papers/testing';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

test('the administrator plans and takes back maintenance of a receiver', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'quantri');
  await page.goto(`${product.address}/lien-thong`);
  const insurer = page.locator('.ye-place').filter({ hasText: 'Cổng tiếp nhận dữ liệu BHXH' });
  await insurer.getByRole('button', { name: 'Hẹn bảo trì' }).click();
  const form = insurer.getByRole('form', { name: 'Hẹn bảo trì' });
  await form.getByLabel('Từ ngày').fill('31/12/2098');
  await form.getByLabel('Từ ngày').blur();
  await form.getByRole('button', { name: 'Lưu lịch bảo trì' }).click();
  await form.getByText('Ghi lý do, ít nhất 5 ký tự.').waitFor();
  await assertAccessible(page, 'plan of maintenance, not filled');
  await form.getByLabel('Lý do').fill('Cổng báo nâng cấp cuối năm');
  await form.getByLabel('Giờ').nth(1).fill('06:00');
  await form.getByText('Lúc hết phải sau lúc bắt đầu.').waitFor();
  await form.getByLabel('Tới ngày').fill('01/01/2099');
  await form.getByLabel('Tới ngày').blur();
  await form.getByRole('button', { name: 'Lưu lịch bảo trì' }).click();
  await insurer.getByText(/Bảo trì .*Cổng báo nâng cấp cuối năm/u).waitFor();
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `messages on ${screen}`);
    await assertAccessible(page, `messages on ${screen}`);
    await picture(page, `exchange-${screen}`);
  }
  await insurer.getByRole('button', { name: 'Bỏ lịch bảo trì: Cổng báo nâng cấp cuối năm' }).click();
  await insurer.getByText(/Cổng báo nâng cấp cuối năm/u).waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a clerk narrows down by kind, receiver and day; the address carries it', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  await page.goto(`${product.address}/lien-thong`);
  const rows = page.getByRole('table', { name: 'Liên thông' });
  await rows.waitFor();
  const filter = page.getByRole('group', { name: 'Lọc việc gửi' });
  await filter.getByRole('combobox', { name: 'Loại' }).click();
  await page.getByRole('option', { name: 'Nhận khám (XML0)' }).click();
  await rows.getByText(/Nhận khám/u).first().waitFor();
  await rows.getByText(/Hồ sơ khám chữa bệnh/u).first().waitFor({ state: 'detached' });
  await filter.getByRole('combobox', { name: 'Nơi nhận' }).click();
  await page.getByRole('option', { name: 'Cổng dữ liệu Bộ Y tế' }).click();
  await page.waitForURL(/loai=check-in&noiNhan=byt/u);
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `messages narrowed down on ${screen}`);
    await assertAccessible(page, `messages narrowed down on ${screen}`);
    await picture(page, `exchange-filter-${screen}`);
  }
  await filter.getByLabel('Ngày của lượt khám').fill('01/01/1999');
  await filter.getByLabel('Ngày của lượt khám').blur();
  await page.getByText('Không có việc gửi nào ở đây').waitFor();
  await page.reload();
  await page.getByText('Không có việc gửi nào ở đây').waitFor();
  assert.match(page.url(), /ngay=1999-01-01/u);
  await filter.getByRole('button', { name: 'Bỏ lọc' }).click();
  await rows.waitFor();
  assert.doesNotMatch(page.url(), /loai|noiNhan|ngay=/u);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a clerk drops an electronic paper where dossiers are dropped, and finds it on its way to the insurer', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  const drop = async (): Promise<void> => {
    await page.goto(`${product.address}/nhan-ho-so`);
    await page.locator('input[type=file]').setInputFiles({ name: 'giấy báo tử.xml', mimeType: 'application/xml', buffer: Buffer.from(deathFile('E2E-1')) });
  };
  await drop();
  await page.getByText('Đã nhận giấy báo tử, bản 1; máy tự gửi tới cổng BHXH').waitFor();
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `a paper handed in on ${screen}`);
    await assertAccessible(page, `a paper handed in on ${screen}`);
    await picture(page, `exchange-paper-${screen}`);
  }
  await page.getByRole('link', { name: 'Xem việc gửi' }).click();
  await page.getByRole('table', { name: 'Liên thông' }).getByRole('link', { name: 'Số giấy GBT/E2E-1' }).waitFor();
  await drop();
  await page.getByText('Đã có giấy báo tử này từ trước (bản 1), không gửi thêm').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});
