import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { claimFile, visit } from '#domains/claim/testing';
import { openClient } from '#domains/claim/door/testing';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

const rowOf = (page: Page, code: string) => page.getByRole('row').filter({ hasText: code }).first();

/** What changes accounts is confirmed once more; in a demonstration by the password alone. */
async function confirm(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(product.account('quantri').password);
  await dialog.getByRole('button', { name: 'Xác nhận', exact: true }).click();
}

test('an administrator connects a hospital’s program, which hands in a dossier, and says who sends', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'quantri');
  await page.getByRole('link', { name: 'Liên thông', exact: true }).first().click();
  await page.getByRole('link', { name: 'Cơ sở liên thông' }).click();
  await page.getByRole('heading', { name: 'Cơ sở liên thông', level: 1 }).waitFor();
  await page.getByText('Chưa có cơ sở nào kết nối').waitFor();
  await page.getByRole('button', { name: 'Cấp tài khoản' }).click();
  const form = page.getByRole('dialog').first();
  await form.getByRole('button', { name: 'Cấp tài khoản' }).click();
  await form.getByText('Cần điền mục này.').first().waitFor();
  await form.getByLabel('Mã cơ sở').fill('62990');
  await form.getByLabel('Địa chỉ IP được gọi tới').fill('127.0.0.1');
  await assertAccessible(page, 'the form of an account');
  await picture(page, 'laptop-8-cap-tai-khoan-ket-noi');
  await form.getByRole('button', { name: 'Cấp tài khoản' }).click();
  await confirm(page);
  await page.getByText('Mật khẩu chỉ hiện một lần').waitFor();
  const password = (await page.locator('.ye-panel .ye-code').first().innerText()).trim();
  await assertAccessible(page, 'a password that is shown once');
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng', exact: true }).last().click();

  await page.reload();
  const gateway = rowOf(page, '62990');
  await gateway.getByText('Chưa đặt tài khoản riêng').waitFor();
  await gateway.getByRole('button', { name: 'Đặt tài khoản cổng' }).click();
  const account = page.getByRole('dialog').first();
  await account.getByLabel('Mật khẩu ở cổng').fill('mật khẩu bịa ra');
  await account.getByLabel('Cán bộ tra thẻ').fill('Siu Thị Tra Cứu');
  await account.getByLabel('Căn cước của cán bộ').fill('062190000001');
  await assertAccessible(page, 'an account at the insurer’s gateway');
  await picture(page, 'laptop-8-tai-khoan-cong');
  await account.getByRole('button', { name: 'Đặt tài khoản', exact: true }).click();
  await gateway.getByRole('button', { name: 'Đổi tài khoản cổng' }).waitFor();
  await gateway.getByText(/đặt ngày/u).waitFor();

  const program = await openClient(product.address, 'multipart', { username: '62990_BV', password });
  assert.equal((await program.send(Buffer.from(claimFile([visit('E2E-1')])), 'dossier')).maKetQua, '200');

  await page.reload();
  const row = rowOf(page, '62990');
  await row.getByText('1 tệp trong 24 giờ').waitFor();
  await row.getByText('dạng multipart, base64 hai lần').waitFor();
  await row.getByRole('button', { name: 'Đổi cách gửi' }).click();
  const mode = page.getByRole('dialog');
  await mode.getByRole('radio', { name: 'Chờ duyệt rồi gửi' }).check();
  await mode.getByLabel('Lý do').fill('theo công văn của bệnh viện');
  await assertAccessible(page, 'who sends');
  await picture(page, 'laptop-9-doi-cach-gui');
  await mode.getByRole('button', { name: 'Đặt cách gửi' }).click();
  await mode.getByText('Đã đặt cách gửi').waitFor();
  await mode.getByRole('button', { name: 'Đóng', exact: true }).last().click();
  await row.getByText('theo công văn của bệnh viện').waitFor();
  await assertFits(page, 'connected facilities');
  await assertAccessible(page, 'connected facilities');
  await picture(page, 'laptop-10-co-so-lien-thong');
  await row.getByRole('button', { name: 'Đổi IP' }).click();
  await page.getByRole('dialog').getByLabel('Địa chỉ IP được gọi tới').fill('mạng nội bộ');
  await page.getByRole('dialog').getByRole('button', { name: 'Ghi lại' }).click();
  await page.getByText(/Dữ liệu gửi lên chưa đúng/).waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(complaints.filter((one) => !/40[03]/.test(one)), []);
  await context.close();
});

test('a clerk sees his own facility on a phone, may say who sends, and keeps no account', async () => {
  const { context, page } = await openPage(browser, 'phone');
  await signIn(product, page, 'benhvien');
  await page.goto(`${product.address}/lien-thong/co-so`);
  await page.getByText('62990_BV').first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Cấp tài khoản' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Mật khẩu mới' }).count(), 0);
  await page.getByRole('button', { name: 'Đổi cách gửi' }).waitFor();
  await assertFits(page, 'connected facilities on a phone');
  await assertAccessible(page, 'connected facilities on a phone');
  await picture(page, 'phone-8-co-so-lien-thong');
  await context.close();
});
