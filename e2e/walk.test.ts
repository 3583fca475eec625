import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { fold } from '#platform/catalogue/rules';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';
import { prepareVisit } from './harness/visit.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});
const visit = prepareVisit();

async function drop(page: Page, name: string, content: string): Promise<void> {
  await page.getByRole('link', { name: 'Nhận hồ sơ' }).first().click();
  await page.getByRole('heading', { name: 'Nhận hồ sơ', level: 1 }).waitFor();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/xml', buffer: Buffer.from(content) });
  await page.locator('li').filter({ hasText: name }).getByRole('link', { name: 'Xem kết quả' }).first().click();
  await page.getByRole('heading', { name: `Tệp ${name}` }).waitFor();
  await page.getByText('Xong', { exact: true }).first().waitFor();
}

test('a clerk drops a faulty dossier, reads the finding, drops the mended one, finds the citizen, sees the visit and the insurer’s receipt', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await page.goto(product.address);
  await page.getByRole('heading', { name: 'Đăng nhập' }).first().waitFor();
  await assertAccessible(page, 'sign-in');
  await picture(page, 'laptop-1-dang-nhap');
  await signIn(product, page, 'benhvien');

  await drop(page, 'hồ sơ sai tiền.xml', visit.faulty);
  await page.getByText('Mới', { exact: true }).waitFor();
  await picture(page, 'laptop-2-lan-nhan');
  await page.getByRole('link', { name: visit.maLk }).click();
  await page.getByRole('heading', { name: `Hồ sơ ${visit.maLk}` }).waitFor();
  await page.getByText(/THANH_TIEN_BV 1\.?000 ≠/).first().waitFor();
  assert.match(await page.locator('body').innerText(), /TIEN-01/);
  await assertAccessible(page, 'dossier with findings');
  await picture(page, 'laptop-3-ho-so');

  await drop(page, 'hồ sơ đã sửa.xml', visit.good);
  await page.getByText('Bản sửa', { exact: true }).waitFor();
  await page.getByRole('link', { name: visit.maLk }).click();
  await page.getByText('Không có phát hiện nào').waitFor().catch(async (error) => { console.log(await page.locator('main').innerText()); throw error; });

  await page.getByRole('link', { name: 'Người dân' }).first().click();
  await page.getByRole('searchbox', { name: 'Tìm người dân' }).fill(fold(visit.name));
  await page.getByRole('link', { name: visit.name }).first().click();
  await page.getByRole('heading', { name: 'Quá trình khám chữa bệnh' }).waitFor();
  // The receipt of the insurer's gateway.
  await page.getByText(/Đã nhận/).first().waitFor();
  await page.getByText(/mã giao dịch/i).first().waitFor();
  await assertAccessible(page, 'person');
  await picture(page, 'laptop-4-nguoi-dan');

  await page.getByRole('link', { name: 'Liên thông' }).first().click();
  await page.getByRole('heading', { name: 'Liên thông', level: 1 }).waitFor();
  await page.getByText(/Mã giao dịch/).first().waitFor();
  await assertAccessible(page, 'exchange');
  assert.deepEqual(complaints, []);
  await context.close();
});

const PLACES = [['', 'viec-hom-nay'], ['nhan-ho-so', 'nhan-ho-so'], ['nguoi-dan', 'nguoi-dan'], ['cho-xac-dinh', 'cho-xac-dinh'], ['doi-chieu-dan-cu', 'doi-chieu-dan-cu'], ['lien-thong', 'lien-thong'], ['danh-muc', 'danh-muc'], ['danh-muc/MA_DOITUONG_KCB', 'mot-danh-muc'], ['danh-muc/icd10/K92.2', 'mot-ma'],
  ['danh-muc/co-so', 'danh-muc-co-so'], ['danh-muc/quy-tac', 'quy-tac'], ['danh-muc/can-cu', 'can-cu']] as const;

for (const screen of ['laptop', 'phone'] as const) {
  test(`every page fits, is accessible and speaks Vietnamese on a ${screen}`, async () => {
    const { context, page, complaints } = await openPage(browser, screen);
    await signIn(product, page, 'so');
    for (const [path, name] of PLACES) {
      await page.goto(`${product.address}/${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      await assertFits(page, `${name} (${screen})`);
      await assertAccessible(page, `${name} (${screen})`);
      await picture(page, `${screen}-${name}`);
    }
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
