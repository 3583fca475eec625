import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { generateProvince } from '#domains/synthetic/server';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
const folder = mkdtempSync(join(tmpdir(), 'yteso-e2e-lab-'));
after(async () => {
  await browser.close();
  await product.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a vendor drops a day’s files, reads what is wrong and takes home a signed report', async () => {
  generateProvince({ people: 20, visits: 24, seed: 'lab', out: folder, perFile: 2, spoil: 0.5 });
  const files = ['claims', 'spoiled'].flatMap((part) => readdirSync(join(folder, part)).filter((name) => name.endsWith('.xml')).map((name) => join(folder, part, name)));
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  await page.getByRole('link', { name: 'Phòng thử chuẩn' }).first().click();
  await page.getByRole('heading', { name: 'Phòng thử chuẩn dữ liệu', level: 1 }).waitFor();
  await page.getByText('Chưa kiểm lần nào').waitFor();
  await assertAccessible(page, 'empty laboratory');
  await page.getByLabel('Tên phần mềm, phiên bản').fill('HIS thử 5.2');
  await page.getByLabel('Tệp hồ sơ cần kiểm').setInputFiles([...files, join(folder, 'spoiled', 'labels.tsv')]);
  await page.getByText(/Chỉ nhận tệp .xml; đã bỏ qua: labels.tsv/).waitFor();
  await page.getByRole('heading', { name: 'Điểm theo nhóm nội dung giám định' }).waitFor();
  await page.getByText(new RegExp(`ở ${files.length} tệp$`)).waitFor();
  await page.getByRole('table', { name: 'Theo từng quy tắc' }).getByRole('row').nth(1).waitFor();
  await assertAccessible(page, 'report of the laboratory');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `laboratory on ${screen}`);
    await picture(page, `lab-${screen}`);
  }
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải báo cáo PDF có ký số' }).click()]);
  assert.match(download.suggestedFilename(), /^kiem-tra-chuan-[0-9a-f]{12}\.pdf$/);
  assert.match(execFileSync('pdfsig', [await download.path()], { encoding: 'utf8' }), /Signature is Valid/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the exchange: receivers stand there, the administrator stops one with a reason and starts it again', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'quantri');
  await page.getByRole('link', { name: 'Liên thông' }).first().click();
  const receivers = page.getByRole('region', { name: 'Nơi nhận' });
  await receivers.getByText('Cổng dữ liệu Bộ Y tế').waitFor();
  await receivers.getByText('Cơ sở dữ liệu khám sức khoẻ').waitFor();
  await receivers.getByRole('button', { name: 'Dừng gửi' }).first().click();
  await page.getByLabel('Vì sao dừng').fill('cổng báo bảo trì đêm nay');
  await receivers.getByRole('button', { name: 'Dừng gửi' }).first().click();
  await receivers.getByText('Đã dừng gửi').waitFor();
  await receivers.getByText('cổng báo bảo trì đêm nay').waitFor();
  await assertAccessible(page, 'exchange with a stopped receiver');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `exchange on ${screen}`);
    await picture(page, `exchange-${screen}`);
  }
  await receivers.getByRole('button', { name: 'Gửi tiếp' }).click();
  await receivers.getByText('Đã dừng gửi').waitFor({ state: 'detached' });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the switches of the stand-ins: a failure is switched on and off where the demonstration is kept', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'quantri');
  await page.goto(`${product.address}/cong-tac`);
  const ministry = page.getByRole('region', { name: 'Cổng dữ liệu Bộ Y tế' });
  const late = ministry.getByRole('radiogroup', { name: /trả lời muộn/ });
  await late.getByText('50 %').click();
  await page.reload();
  assert.equal(await late.getByRole('radio', { name: '50 %' }).isChecked(), true);
  await assertAccessible(page, 'switches');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `switches on ${screen}`);
    await picture(page, `switches-${screen}`);
  }
  await ministry.getByRole('button', { name: 'Tắt hết' }).click();
  await late.getByRole('radio', { name: 'Không' }).and(page.locator(':checked')).waitFor({ state: 'attached' });
  assert.deepEqual(complaints, []);
  await context.close();
});
