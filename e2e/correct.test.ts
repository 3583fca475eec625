import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { Ledger, portalList } from '#apps/sandbox';
import { claimFile, DRUG, visit } from '#domains/claim/testing';
import { verifyDossierFile } from '#platform/signing';
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
const DAY = dayInVietnam(Date.now() - 86_400_000);
/** The insurer's list returns it for its diagnosis. */
const MA_LK = `SUA${DAY}-SAIMABENH`;
const file = (more: Record<string, string> = {}): Buffer => Buffer.from(claimFile([visit(MA_LK, {
  MA_BN: 'SUA1', SO_CCCD: '062199700777', HO_TEN: 'Người Minh Hoạ', NGAY_VAO: `${DAY}0700`, NGAY_RA: `${DAY}0830`, NGAY_TTOAN: `${DAY}0835`, NAM_QT: DAY.slice(0, 4), THANG_QT: String(Number(DAY.slice(4, 6))), ...more,
}, { XML2: [{ ...DRUG, MA_LK, NGAY_YL: `${DAY}0710` }, { ...DRUG, MA_LK, STT: '2', TEN_THUOC: 'Paracetamol', NGAY_YL: `${DAY}0710` }] })], FACILITY));
/** What the insurer's gateway got; the Ministry's portal gets it too. */
const entries = () => new Ledger(join(product.data, 'sandbox.ndjson')).entries.filter((one) => one.portal !== 'byt');

async function hand(page: Page, name: string, bytes: Buffer): Promise<void> {
  await page.goto(`${product.address}/nhan-ho-so`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/xml', buffer: bytes });
  await page.locator('li').filter({ hasText: name }).getByRole('link', { name: 'Xem kết quả' }).first().click();
  await page.getByText('Xong', { exact: true }).first().waitFor({ timeout: 60_000 });
}

async function sentTimes(count: number): Promise<void> {
  for (let tries = 0; tries < 120; tries += 1) {
    if (entries().filter((one) => one.maLk.includes(MA_LK)).length === count) return;
    await new Promise((done) => { setTimeout(done, 250); });
  }
  throw new Error(`the gateway has not got it ${count} times`);
}

async function settle(page: Page, what: string, cell?: Locator): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const each of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[each]);
    await assertFits(page, `${what} (${each})`);
    await picture(page, `correct-${each}-${what}`);
    if (cell === undefined) continue;
    await cell.scrollIntoViewIfNeeded();
    await picture(page, `correct-${each}-${what}-o`);
  }
  await page.waitForFunction(() => document.getAnimations().every((one) => !(one instanceof CSSTransition)) && [...document.querySelectorAll('[role=dialog]')].every((one) => getComputedStyle(one).opacity === '1'));
  await assertAccessible(page, what);
}

test('a clerk mends a returned dossier where it stands: from the receiver’s word to the cell, checked, signed, sent; the program that sends the old one again is seen', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  await hand(page, 'một hồ sơ.xml', file());
  await sentTimes(1);
  await page.goto(`${product.address}/lien-thong/danh-sach`);
  await page.locator('input[type=file]').setInputFiles({ name: 'danh-sach.csv', mimeType: 'text/csv', buffer: Buffer.from(portalList(entries(), FACILITY), 'utf8') });
  await page.getByRole('button', { name: /^Nhập \d+ lượt/ }).click();
  await page.getByText('Đã nhập danh sách', { exact: true }).waitFor();
  await page.goto(`${product.address}/lien-thong?trangThai=rejected`);
  await page.getByRole('link', { name: `Mã lượt khám ${MA_LK}` }).click();
  await page.getByRole('heading', { name: 'Nơi nhận báo sai' }).waitFor();
  await settle(page, 'bi-tra');

  await page.getByRole('link', { name: 'Sửa ô XML1.1.MA_BENH_CHINH' }).click();
  const cell = page.getByRole('textbox', { name: /\(MA_BENH_CHINH\), dòng 1/ });
  await cell.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === 'o-XML1-1-MA_BENH_CHINH');
  await page.getByText('Điền giá trị mới ngay trong tờ hồ sơ').waitFor();
  await settle(page, 'sua-o');
  await cell.fill('K29.1');
  await cell.press('Enter');
  assert.notEqual(await page.evaluate(() => document.activeElement?.id), 'o-XML1-1-MA_BENH_CHINH', 'Enter goes on');
  await page.getByText('Kiểm lại với các ô đã sửa').waitFor();
  // A value of another shape is said at its cell, and nothing can be saved.
  const discharge = page.getByRole('textbox', { name: /\(NGAY_RA\), dòng 1/ });
  await discharge.fill('27/11/2026');
  await discharge.press('Enter');
  await page.getByText(/trường NGAY_RA: phải là thời điểm có thật/).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Lưu, ký và gửi' }).isDisabled(), true);
  await settle(page, 'o-sai-dang', discharge);
  await page.getByRole('button', { name: 'Bỏ sửa XML1, dòng 1, NGAY_RA' }).click();
  await page.getByRole('tab', { name: /^XML2/ }).click();
  await page.getByRole('textbox', { name: /\(SO_LUONG\), dòng 2/ }).fill('12.000');
  await page.getByRole('textbox', { name: /\(SO_LUONG\), dòng 2/ }).press('Tab');
  await page.getByText('Đã sửa 2 ô').waitFor();
  await page.getByLabel('Lý do sửa').fill('Cổng trả lại vì sai mã bệnh, đã đối chiếu bệnh án');
  await settle(page, 'truoc-khi-luu', page.getByRole('textbox', { name: /\(SO_LUONG\), dòng 2/ }));
  // Left and found again: nothing typed is lost.
  await page.getByRole('button', { name: 'Thôi sửa' }).click();
  await page.getByRole('button', { name: 'Sửa tại chỗ' }).click();
  await page.getByText('Đã sửa 2 ô').waitFor();
  await page.getByRole('button', { name: 'Lưu, ký và gửi' }).click();
  await page.getByRole('dialog', { name: 'Ký và gửi bản đã sửa?' }).waitFor();
  await settle(page, 'hoi-truoc-khi-ky');
  await page.getByRole('button', { name: 'Ký và gửi', exact: true }).click();
  await page.getByText('Đã lưu và ký bản 2').waitFor();
  await page.getByRole('heading', { name: 'Đã sửa tại chỗ' }).waitFor();
  await sentTimes(2);
  await page.evaluate(() => window.scrollTo(0, 0));
  await settle(page, 'da-sua');
  const last = entries().filter((one) => one.maLk.includes(MA_LK)).at(-1);
  const sent = readFileSync(join(product.data, 'files', last?.sha256.slice(0, 2) ?? '', last?.sha256.slice(2) ?? ''));
  const signature = verifyDossierFile(sent, { at: new Date() });
  assert.deepEqual([signature.valid, signature.flaws], [true, []]);

  const address = page.url();
  await hand(page, 'xuất lại.xml', Buffer.from(file().toString('utf8').replace('<NGAYLAP>20260930', '<NGAYLAP>20261001')));
  await page.getByText(/giữ bản đã sửa/).first().waitFor();
  await page.goto(address);
  await page.getByText(/Phần mềm của cơ sở gửi lại nội dung cũ lúc/).waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await settle(page, 'phan-mem-gui-lai');
  assert.deepEqual(complaints, []);
  await context.close();
});
