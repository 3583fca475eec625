import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible, assertFits, openBrowser, openPage, picture } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

/** Comparing goes on in the background: waits until everybody was compared and the cases stand there. */
async function openCases(page: Page): Promise<void> {
  await page.getByRole('link', { name: /^Chờ xác định/ }).first().click();
  await page.getByRole('heading', { name: 'Chờ xác định', level: 1 }).waitFor();
  await page.getByText(/^Đã so (\S+)\/\1 hồ sơ$/).waitFor();
  await page.getByRole('heading', { name: /^Khả năng cùng một người/ }).waitFor();
}

test('the department decides a case by one key, undoes it, decides again, sees what joined, takes it apart and joins it again', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'so');
  await openCases(page);
  const place = page.getByText(/^Trường hợp \d+ trong \d+$/);
  const cases = Number((await place.innerText()).split(' ').at(-1));
  assert.ok(cases >= 8, `${cases} cases`);
  await assertAccessible(page, 'cases');
  await picture(page, 'laptop-5-cho-xac-dinh');

  // Past those with a contradiction, which stand first.
  const first = page.getByRole('navigation', { name: /khả năng cao đứng trước/ }).getByRole('button').filter({ hasNotText: 'Mâu thuẫn' }).first();
  await first.click();
  const name = (await page.getByRole('row', { name: /^Họ tên/ }).getByRole('cell').first().innerText()).trim();
  await page.keyboard.press('g');
  const undo = page.getByRole('status').filter({ hasText: 'Đã gộp' });
  await undo.waitFor();
  await page.getByText(`trong ${cases - 1}`).waitFor();
  await page.keyboard.press('z');
  await page.getByText('Đã hoàn tác').waitFor();
  await page.getByText(`trong ${cases}`, { exact: false }).waitFor();
  assert.equal((await page.getByRole('row', { name: /^Họ tên/ }).getByRole('cell').first().innerText()).trim(), name, 'the case stands there again');
  const link = page.getByRole('link', { name: new RegExp(`^Mở hồ sơ: ${name}$`) }).first();
  const address = await link.getAttribute('href') ?? '';
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('k');
  await page.getByText('là hai người khác nhau').waitFor();
  await page.keyboard.press('z');
  await page.getByText('Đã hoàn tác').waitFor();
  // The list comes anew after an undoing, and with it which case stands open: decided is the one whose address was kept.
  const open = page.getByRole('row', { name: /^Họ tên/ }).getByRole('cell').first();
  for (let tries = 0, same = 0; same < 3 && tries < 60; tries += 1) {
    same = (await open.innerText()).trim() === name ? same + 1 : 0;
    if (same === 0) await first.click();
    await page.waitForTimeout(150);
  }
  await page.keyboard.press('g');
  await undo.waitFor();
  await page.getByRole('link', { name: `${cases - 1} trường hợp chờ xác định` }).waitFor();
  await assertAccessible(page, 'cases with the way back');
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Gộp: cùng một người').waitFor();
  await page.keyboard.press('Escape');

  // Whichever of the two was absorbed: its address leads to the one who has both.
  await page.goto(product.address + address);
  await page.getByRole('link', { name: 'Nguồn, nối hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Lịch sử nối hồ sơ' }).waitFor();
  await page.getByText('Người quyết định', { exact: true }).first().waitFor();
  await page.getByRole('heading', { name: 'Số định danh qua thời gian' }).waitFor();
  const sources = page.getByRole('table', { name: 'Từng cơ sở ghi người này thế nào' }).getByRole('row');
  const joined = await sources.count();
  assert.ok(joined >= 3, 'a header and two sources at least');
  await assertAccessible(page, 'sources and joins');
  await picture(page, 'laptop-6-nguon-noi-ho-so');

  const decided = page.locator('li').filter({ hasText: 'Người quyết định' }).filter({ hasNotText: 'Đã gỡ' });
  await decided.getByRole('button', { name: 'Gỡ nối' }).click();
  await decided.getByLabel('Vì sao gỡ').fill('hai anh em ruột');
  await decided.getByRole('button', { name: 'Gỡ nối' }).click();
  await page.getByText('Đã gỡ. Hồ sơ trở lại như trước khi nối.').waitFor();
  await page.getByText(/hai anh em ruột/).first().waitFor();
  await page.getByRole('button', { name: 'Nối lại' }).click();
  await page.getByText('Nối lại sau khi gỡ').first().waitFor();
  for (let tries = 0; tries < 40 && await sources.count() !== joined; tries += 1) await page.waitForTimeout(100);
  assert.equal(await sources.count(), joined);

  await page.getByRole('link', { name: 'Quá trình khám' }).first().click();
  const day = page.getByLabel('Hồ sơ như đã biết ngày');
  await day.fill('01/01/2099');
  await day.press('Enter');
  await page.getByText('Chưa ai biết hồ sơ của một ngày chưa tới').waitFor();
  await day.fill('01/11/2026');
  await day.press('Enter');
  await page.getByText('Đang xem hồ sơ như đã biết hết ngày 01/11/2026').waitFor();
  await page.getByText('Ngày này chưa biết lượt khám nào').waitFor();
  await assertAccessible(page, 'the past');
  await page.getByRole('button', { name: 'Về hôm nay' }).click();
  await page.getByRole('article').first().waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('descriptions are compared with the population database: a file out, the line, what differs, a clerk’s word and its way back', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'so');
  await page.goto(`${product.address}/doi-chieu-dan-cu`);
  await page.getByRole('button', { name: 'Tạo tệp gửi' }).click();
  await page.getByText(/Đã tạo tệp có/).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /^Tải tệp/ }).first().click()]);
  assert.match(download.suggestedFilename(), /^doi-chieu-dan-cu-\d{8}-1\.csv$/);
  await page.getByRole('button', { name: 'Gửi qua đường truyền' }).click();
  await page.getByText(/^Đã đọc/).waitFor();
  await page.getByText(/Khác dữ liệu dân cư/).first().waitFor();
  await assertAccessible(page, 'population database');
  await picture(page, 'laptop-7-doi-chieu-dan-cu');
  await page.getByLabel('Tệp kết quả đối chiếu').setInputFiles({ name: 'sai.csv', mimeType: 'text/csv', buffer: Buffer.from('x,y\r\n') });
  await page.getByText(/Dòng đầu của tệp không đúng bố cục/).waitFor();

  const row = page.getByRole('row').filter({ hasText: 'Khác dữ liệu dân cư' }).first();
  const person = row.getByRole('link').first();
  const address = await person.getAttribute('href') ?? '';
  await row.getByRole('button', { name: 'Xác nhận hồ sơ đúng' }).click();
  await page.getByLabel('Vì sao hồ sơ đúng').fill('đã xem thẻ căn cước');
  // The label of its state stands on the page all the time: what shows that the word was taken is the answer alone.
  const [taken] = await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/confirm')), page.getByRole('button', { name: 'Xác nhận', exact: true }).click()]);
  assert.equal(taken.status(), 200);
  await page.goto(`${product.address}${address}?xem=noi`);
  await page.getByText('Xác nhận: đã xem thẻ căn cước').first().waitFor();
  await page.getByRole('button', { name: 'Bỏ xác nhận' }).first().click();
  await page.getByText('Chưa đối chiếu dân cư').first().waitFor();
  // The wrong file was refused, as it should be.
  assert.deepEqual(complaints.filter((one) => !one.includes('400')), []);
  await context.close();
});

test('a facility reads sources and joins of its own people and is offered no decision', async () => {
  const { context, page } = await openPage(browser, 'phone');
  await signIn(product, page, 'benhvien');
  assert.equal(await page.getByRole('link', { name: /^Chờ xác định/ }).count(), 0);
  await page.goto(`${product.address}/nguoi-dan`);
  await page.getByRole('searchbox', { name: 'Tìm người dân' }).fill('nguyen');
  await page.getByRole('table').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Nguồn, nối hồ sơ' }).click();
  await page.getByRole('heading', { name: 'Lịch sử nối hồ sơ' }).waitFor();
  assert.equal(await page.getByRole('heading', { name: 'Nối với người khác' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Gỡ nối' }).count(), 0);
  await assertFits(page, 'sources on a phone');
  await assertAccessible(page, 'sources on a phone');
  await context.close();
});
