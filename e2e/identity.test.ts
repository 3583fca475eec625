import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { codeAt, fromBase32, stepOf } from '#platform/identity/testing';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});
/** Passkeys live on named hosts only. */
const named = product.address.replace('127.0.0.1', 'localhost');

/** The server asks for a confirmation by a 403, which the browser writes down. */
const unexpected = (complaints: readonly string[]): string[] => complaints.filter((line) => !line.includes('403'));

async function settle(page: Page, what: string): Promise<void> {
  await assertAccessible(page, what);
  await assertFits(page, what);
  await picture(page, what);
}

async function confirm(page: Page, name: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Xác nhận lại chính bạn' });
  await dialog.waitFor();
  await picture(page, 'laptop-tai-khoan-xac-nhan');
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(product.account(name).password);
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

for (const screen of ['laptop', 'phone'] as const) {
  test(`${screen}: a clerk of two facilities sees where he works, and changes; everything fits`, async () => {
    const { context, page, complaints } = await openPage(browser, screen);
    await page.goto(product.address);
    await page.getByRole('heading', { name: 'Tài khoản dùng thử' }).waitFor();
    await settle(page, `${screen}-tai-khoan-dang-nhap`);
    await signIn(product, page, 'haicoso');
    await page.getByRole('button', { name: /^Tài khoản / }).click();
    await page.getByRole('menuitem', { name: 'Tài khoản của tôi' }).click();
    await page.getByRole('heading', { name: 'Nơi đang đăng nhập' }).waitFor();
    await settle(page, `${screen}-tai-khoan-cua-toi`);
    await page.getByRole('button', { name: /^Làm việc ở đây/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'đang làm ở đây' }).filter({ hasText: 'Trạm' }).waitFor();
    if (screen === 'laptop') await page.getByRole('region', { name: 'Thanh trên cùng' }).getByText(/^Trạm Y tế xã/).waitFor();
    assert.deepEqual(unexpected(complaints), []);
    await context.close();
  });

  test(`${screen}: the administrator invites, the invited person takes the account up; roles, import and mergers fit`, async () => {
    const { context, page, complaints } = await openPage(browser, screen);
    await signIn(product, page, 'quantri');
    await page.goto(`${product.address}/tai-khoan`);
    await page.getByRole('link', { name: 'Bác sĩ bệnh viện (minh hoạ)' }).waitFor();
    await settle(page, `${screen}-tai-khoan-danh-sach`);
    await page.getByRole('button', { name: 'Mời một người' }).click();
    await page.getByLabel('Họ và tên', { exact: true }).fill('Lê Thị Thử');
    await page.getByLabel('Tên đăng nhập', { exact: true }).fill(`le.thu.${screen}`);
    await page.getByLabel('Vai trò', { exact: true }).selectOption('nurse');
    await page.getByLabel('Mã cơ sở', { exact: true }).fill('62981');
    await page.getByRole('button', { name: 'Tạo và lấy mã mời' }).click();
    await confirm(page, 'quantri');
    const link = (await page.getByText(/loi-moi#/).innerText()).trim();
    await settle(page, `${screen}-tai-khoan-ma-moi`);
    await page.getByRole('dialog').getByRole('button', { name: 'Đóng' }).last().click();
    await page.getByRole('link', { name: 'Lê Thị Thử' }).first().click();
    await page.getByRole('heading', { name: 'Lê Thị Thử' }).waitFor();
    await settle(page, `${screen}-tai-khoan-mot-nguoi`);
    await page.goto(`${product.address}/tai-khoan/nhap-excel`);
    const template = await page.request.get(`${product.address}/api/account-sheet`);
    await page.locator('input[type=file]').setInputFiles({ name: 'mau.xlsx', mimeType: 'application/octet-stream', buffer: await template.body() });
    await page.getByText(/dòng dùng được/).waitFor();
    await settle(page, `${screen}-tai-khoan-excel`);
    await page.goto(`${product.address}/tai-khoan/sap-nhap`);
    await page.getByText('Chưa có cơ sở nào sáp nhập').waitFor();
    await settle(page, `${screen}-tai-khoan-sap-nhap`);

    const guest = await openPage(browser, screen);
    await guest.page.goto(link);
    await guest.page.getByRole('button', { name: 'Tiếp tục' }).click();
    await guest.page.getByText(/Lê Thị Thử/).waitFor();
    await settle(guest.page, `${screen}-tai-khoan-nhan`);
    await guest.page.getByLabel('Mật khẩu mới', { exact: true }).fill('câu rất dài chỉ tôi nhớ');
    await guest.page.getByLabel('Nhập lại mật khẩu mới').fill('câu rất dài chỉ tôi nhớ');
    await guest.page.getByRole('button', { name: 'Đặt mật khẩu và vào' }).click();
    await guest.page.getByRole('heading', { name: 'Tài khoản của tôi' }).waitFor();
    assert.deepEqual(unexpected([...complaints, ...guest.complaints]), []);
    await guest.context.close();
    await context.close();
  });
}

test('an app and a passkey are added, and each signs in; a shared computer changes hands by PIN', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  const at = { ...product, address: named };
  await signIn(at, page, 'tram');
  await page.goto(`${named}/tai-khoan-cua-toi`);
  await page.getByLabel('Mật khẩu đang dùng').last().fill(product.account('tram').password);
  await page.getByLabel('Mã PIN mới').fill('482913');
  await page.getByRole('button', { name: 'Đặt mã PIN' }).click();
  await page.getByText('Đã đặt mã PIN.').waitFor();
  await page.getByLabel('Tên máy', { exact: true }).fill('Máy phòng tiếp đón');
  await page.getByRole('button', { name: 'Đăng ký máy này' }).click();
  await page.getByText(/Máy này là máy dùng chung/).waitFor();

  await page.getByRole('button', { name: 'Thêm ứng dụng mã xác nhận' }).click();
  const secret = (await page.getByText('Không quét được?').locator('.ye-code').innerText()).replaceAll(' ', '');
  await settle(page, 'laptop-tai-khoan-totp');
  // The code of the step before holds no longer once this step ends.
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 8_000) await page.waitForTimeout(left);
  await page.getByLabel('Mã 6 số trong ứng dụng').fill(codeAt(fromBase32(secret), stepOf(Date.now()) - 1));
  await page.getByRole('button', { name: 'Xong, bật lên' }).click();
  await page.getByText('Mã dự phòng của bạn').waitFor();
  await settle(page, 'laptop-tai-khoan-du-phong');
  await page.getByRole('button', { name: 'Tôi đã cất' }).click();
  await page.getByLabel('Tên máy hoặc khoá').fill('Máy này');
  await page.getByRole('button', { name: 'Thêm khoá truy cập trên máy này' }).click();
  const dialog = page.getByRole('dialog', { name: 'Xác nhận lại chính bạn' });
  await dialog.getByLabel('Mật khẩu', { exact: true }).fill(product.account('tram').password);
  await dialog.getByLabel('Mã 6 số trong ứng dụng').fill(codeAt(fromBase32(secret), stepOf(Date.now())));
  await dialog.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByRole('button', { name: 'Bỏ Máy này' }).waitFor();

  await page.getByRole('button', { name: /^Tài khoản / }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.getByRole('button', { name: 'Đăng nhập bằng khoá truy cập' }).click();
  await page.getByRole('heading', { name: 'Việc hôm nay' }).waitFor();

  await page.getByRole('button', { name: /^Tài khoản / }).click();
  await page.getByRole('menuitem', { name: 'Đổi người dùng' }).click();
  await settle(page, 'laptop-tai-khoan-doi-nguoi');
  await page.getByRole('dialog').getByRole('button', { name: 'Trạm Y tế xã (minh hoạ)' }).click();
  await page.getByLabel(/^Mã PIN 6 số/).fill('482913');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByRole('heading', { name: 'Việc hôm nay' }).waitFor();
  // Another person than before: the frame says so at once.
  await page.getByRole('button', { name: 'Tài khoản Trạm Y tế xã (minh hoạ)' }).waitFor();

  await page.getByRole('button', { name: /^Tài khoản / }).click();
  await page.getByRole('menuitem', { name: 'Đăng xuất' }).click();
  await page.getByLabel('Tài khoản', { exact: true }).fill('tram');
  await page.getByLabel('Mật khẩu', { exact: true }).fill(product.account('tram').password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: 'Xác nhận bước hai' }).waitFor();
  await settle(page, 'laptop-tai-khoan-buoc-hai');
  await page.getByRole('button', { name: 'Dùng khoá truy cập' }).click();
  await page.getByRole('heading', { name: 'Việc hôm nay' }).waitFor();
  assert.deepEqual(unexpected(complaints), []);
  await context.close();
});
