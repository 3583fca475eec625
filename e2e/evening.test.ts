import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { Ledger, portalList } from '#apps/sandbox';
import { claimFile, visit, type Rows } from '#domains/claim/testing';
import { dayInVietnam } from '#platform/time/rules';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

const FACILITY = '62990';
/** Yesterday: the day is over, whatever the clock says. */
const DAY = dayInVietnam(Date.now() - 86_400_000);
const DASHED = `${DAY.slice(0, 4)}-${DAY.slice(4, 6)}-${DAY.slice(6)}`;
const SHOWN = `${DAY.slice(6)}/${DAY.slice(4, 6)}/${DAY.slice(0, 4)}`;

/** What is the matter with a visit, by its number: 12 the receiver returns, 3 of which nobody knows whether they arrived, 2 that the program never sends. */
const RETURNED = ['-SAIMABENH', '-SAITHE', '-SAITIEN'];
const UNKNOWN = new Map([[40, '-XOA'], [90, '-TRONG'], [140, '-LANDAU']]);
const FORGOTTEN = new Set([150, 220]);
const endingOf = (number: number): string => (number % 24 === 5 && number <= 288 ? RETURNED[Math.floor(number / 24) % 3] ?? '' : UNKNOWN.get(number) ?? '');
const maLkOf = (number: number): string => `TOI${DAY.slice(2)}${String(number).padStart(4, '0')}${endingOf(number)}`;
const ALL = Array.from({ length: 300 }, (_, index) => index + 1);

/** A visit of somebody invented, as it should be; `more` as mended. */
const visitOf = (number: number, more: Record<string, string> = {}): Rows => visit(maLkOf(number), {
  MA_BN: `TOI${number}`, SO_CCCD: `0621997${String(number).padStart(5, '0')}`, HO_TEN: 'Người Minh Hoạ', NGAY_VAO: `${DAY}0700`, NGAY_RA: `${DAY}0830`, NGAY_TTOAN: `${DAY}0835`, NAM_QT: DAY.slice(0, 4), THANG_QT: String(Number(DAY.slice(4, 6))), ...more,
});
const fileOf = (numbers: readonly number[], more: Record<string, string> = {}): Buffer => Buffer.from(claimFile(numbers.map((number) => visitOf(number, more)), FACILITY));
const portal = (): Buffer => Buffer.from(portalList(new Ledger(join(product.data, 'sandbox.ndjson')).entries, FACILITY), 'utf8');

const dayShape = z.object({ unexplained: z.number(), causes: z.array(z.object({ cause: z.string(), count: z.number() })), totals: z.object({ ours: z.number() }) });

async function hand(page: Page, name: string, file: Buffer): Promise<void> {
  await page.goto(`${product.address}/nhan-ho-so`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/xml', buffer: file });
  await page.locator('li').filter({ hasText: name }).getByRole('link', { name: 'Xem kết quả' }).first().click();
  await page.getByText('Xong', { exact: true }).first().waitFor({ timeout: 60_000 });
}

/** Until the exchange has tried all that waits. */
async function sent(page: Page, ours: number): Promise<z.output<typeof dayShape>> {
  for (let tries = 0; tries < 240; tries += 1) {
    const day = dayShape.parse(await page.evaluate(async (url) => (await fetch(url)).json(), `/api/exchange-days/${FACILITY}/bhxh/${DASHED}`));
    if (day.totals.ours === ours && !day.causes.some((one) => one.cause === 'waiting')) return day;
    await new Promise((done) => { setTimeout(done, 250); });
  }
  throw new Error('the exchange did not come to an end within a minute');
}

async function settle(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const each of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[each]);
    await assertFits(page, `${what} (${each})`);
    await picture(page, `evening-${each}-${what}`);
  }
  // A dialog that still comes in is paler than it will be.
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)) && [...document.querySelectorAll('[role=dialog]')].every((one) => getComputedStyle(one).opacity === '1'));
  await assertAccessible(page, what);
}

async function openDay(page: Page): Promise<void> {
  await page.goto(`${product.address}/lien-thong/ngay/${FACILITY}/bhxh/${DASHED}`);
  await page.getByRole('heading', { name: `Đối soát ngày ${SHOWN}`, level: 1 }).waitFor();
}

async function importList(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: 'Nhập danh sách của cổng' }).first().click();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: portal() });
  await page.getByRole('heading', { name: 'Máy hiểu tệp này như sau' }).waitFor();
  await settle(page, `xem-truoc-${name.replace('.csv', '')}`);
  await page.getByRole('button', { name: /^Nhập \d+ lượt/ }).click();
  await page.getByText('Đã nhập danh sách', { exact: true }).waitFor();
}

const rows = (page: Page, text: string | RegExp) => page.getByRole('table', { name: 'Việc phải xử lý' }).getByRole('row').filter({ hasText: text });

test('an evening at the claims desk: what was returned, is unknown or was never sent is found and mended, and the day is closed at zero, printed and signed', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  // Three hundred visits are filed and sent beside it, perhaps on a machine that does more.
  page.setDefaultTimeout(60_000);
  await signIn(product, page, 'benhvien');
  await hand(page, 'ngày hôm nay.xml', fileOf(ALL.filter((number) => !FORGOTTEN.has(number))));
  await sent(page, 298);

  await page.getByRole('link', { name: 'Liên thông' }).first().click();
  await page.getByRole('link', { name: 'Đối soát hằng ngày' }).click();
  await page.getByRole('heading', { name: 'Đối soát hằng ngày', level: 1 }).waitFor();
  await page.getByRole('row').filter({ hasText: SHOWN }).first().waitFor();
  await settle(page, 'cac-ngay');
  await page.getByRole('link', { name: SHOWN }).first().click();
  await page.getByRole('heading', { name: `Đối soát ngày ${SHOWN}`, level: 1 }).waitFor();
  // The program's own report says 300.
  await page.getByLabel('Số lượt ra viện trong ngày').fill('300');
  await page.getByRole('button', { name: 'Ghi số' }).click();
  await page.getByText('Còn 5 chỗ chưa giải thích', { exact: true }).waitFor();
  assert.equal(await rows(page, 'phần mềm chưa gửi lượt này').count(), 2);
  assert.equal(await rows(page, 'Không rõ nơi nhận đã có hay chưa').count(), 3);
  assert.equal(await page.getByRole('button', { name: 'Chốt ngày' }).isDisabled(), true);
  await settle(page, 'ngay-truoc-danh-sach');

  await importList(page, 'lan-1.csv');
  await page.getByRole('link', { name: `Đối soát ngày ${SHOWN}` }).click();
  await page.getByText('Còn 15 chỗ chưa giải thích', { exact: true }).waitFor();
  assert.equal(await rows(page, 'Nơi nhận trả lại để sửa').count(), 12);
  assert.equal(await rows(page, 'Sửa XML1.MA_BENH_CHINH ở phần mềm').count(), 4);
  assert.deepEqual(await rows(page, 'danh sách của cổng không có').count(), 1);
  assert.equal(await rows(page, 'phần mềm chưa gửi lượt này').filter({ hasText: maLkOf(150) }).count(), 1);
  await settle(page, 'ngay-sau-danh-sach');

  // Mended: the unknown one that is not there is sent again, the returned are handed in anew, the forgotten are handed in.
  await page.getByRole('button', { name: `Gửi lại: ${maLkOf(140)}` }).click();
  await page.getByRole('dialog').getByText('Đúng tệp đã nhận').waitFor();
  await settle(page, 'gui-lai');
  await page.getByRole('dialog').getByRole('button', { name: 'Gửi đi' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await hand(page, 'đã sửa.xml', fileOf(ALL.filter((number) => RETURNED.includes(endingOf(number))), { CHAN_DOAN_RV: 'Viêm dạ dày cấp' }));
  await hand(page, 'còn sót.xml', fileOf([...FORGOTTEN]));
  await sent(page, 300);
  await openDay(page);
  await importList(page, 'lan-2.csv');
  await page.getByRole('link', { name: `Đối soát ngày ${SHOWN}` }).click();
  await page.getByText('Không còn chênh lệch nào chưa giải thích').waitFor();
  await settle(page, 'ngay-het-chenh-lech');

  await page.getByRole('button', { name: 'Chốt ngày' }).click();
  await page.getByRole('dialog', { name: 'Chốt và ký số ngày này?' }).waitFor();
  await settle(page, 'chot');
  await page.getByRole('button', { name: 'Chốt và ký', exact: true }).click();
  await page.getByText(/Đã chốt lần 1 lúc/).waitFor();
  await settle(page, 'ngay-da-chot');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải biên bản (PDF)' }).click()]);
  assert.equal(download.suggestedFilename(), `doi-soat-${FACILITY}-bhxh-${DASHED}-1.pdf`);
  checkPaper(await download.path());
  assert.deepEqual(complaints, []);
  await context.close();
});

function checkPaper(path: string): void {
  if (!existsSync('/usr/bin/pdfsig')) return;
  const signature = execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
  assert.match(signature, /Signature is Valid/);
  assert.match(signature, /Total document signed/);
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  assert.match(text, /BIÊN BẢN ĐỐI SOÁT/u);
  assert.match(text, /300\s+300\s+300/u);
  if (process.env['YTESO_SCREENSHOTS']) execFileSync('pdftoppm', ['-r', '80', '-png', path, join(import.meta.dirname, 'screenshots', 'evening-bien-ban')]);
}

test('something that comes after the closing is said, the day is reopened with a reason, and the department sees it open', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  await hand(page, 'nộp muộn.xml', fileOf([301]));
  await sent(page, 301);
  await openDay(page);
  await page.getByText('Có thay đổi sau khi chốt').waitFor();
  await settle(page, 'ngay-doi-sau-chot');
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await page.getByRole('dialog').getByLabel('Lý do').fill('Một hồ sơ nộp muộn');
  await settle(page, 'mo-lai');
  await page.getByRole('dialog').getByRole('button', { name: 'Mở lại' }).click();
  await page.getByText('Còn 1 chỗ chưa giải thích', { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: 'Chọn Số lượt của ngày' }).check();
  await page.getByRole('button', { name: 'Giải trình 1 dòng đã chọn' }).click();
  await page.getByRole('dialog').getByLabel('Lý do').fill('Báo cáo của phần mềm in trước khi có lượt này');
  await page.getByRole('dialog').getByRole('button', { name: 'Giải trình' }).click();
  await page.getByText('Không còn chênh lệch nào chưa giải thích').waitFor();
  await settle(page, 'da-giai-trinh');
  await page.getByRole('button', { name: 'Rút lại' }).click();
  await page.getByText('Còn 1 chỗ chưa giải thích', { exact: true }).waitFor();

  const department = await openPage(browser, 'laptop');
  await signIn(product, department.page, 'so');
  await department.page.goto(`${product.address}/lien-thong/ngay`);
  await department.page.getByRole('heading', { name: 'Cơ sở nào còn để ngỏ' }).waitFor();
  await department.page.getByRole('row').filter({ hasText: FACILITY }).first().waitFor();
  await settle(department.page, 'toan-tinh');
  await department.page.goto(`${product.address}/lien-thong/ngay/${FACILITY}/bhxh/${DASHED}`);
  await department.page.getByText('chỉ cơ sở xem được').waitFor();
  await settle(department.page, 'so-xem-ngay');
  assert.deepEqual([complaints, department.complaints], [[], []]);
  await department.context.close();
  await context.close();
});
