import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

/** What the server refuses on purpose (a confirmation, a text that is wrong, a record that is closed) the browser writes down. */
const unexpected = (complaints: readonly string[]): string[] => complaints.filter((line) => !/\b(403|404|422)\b/.test(line));
const personLine = z.object({ id: z.string(), name: z.string(), citizenId: z.string().nullable() });

/** The page as it stands: fits both screens, and is accessible on the one where it is mostly read. */
async function settle(page: Page, what: string, screen: 'laptop' | 'phone' = 'laptop'): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const each of [screen === 'laptop' ? 'phone' : 'laptop', screen] as const) {
    await page.setViewportSize(SCREENS[each]);
    await assertFits(page, `${what} (${each})`);
    await picture(page, `gate-${each}-${what}`);
  }
  await assertAccessible(page, what);
}

const asked = (page: Page, path: string, body?: object): Promise<unknown> => page.evaluate(async ([url, json]) => (await fetch(`/api${url}`, json === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json', 'x-yteso': '1' }, body: json })).json(), [path, body === undefined ? undefined : JSON.stringify(body)] as const);

test('a citizen sees his own record, and with one tap that the department looked, with another who may', async () => {
  const citizen = await openPage(browser, 'phone');
  await signIn(product, citizen.page, 'nguoidan', 'Hồ sơ của tôi');
  const own = personLine.parse(await asked(citizen.page, '/my-record'));
  const department = await openPage(browser, 'laptop');
  await signIn(product, department.page, 'so');
  await department.page.goto(`${product.address}/nguoi-dan/${own.id}`);
  await department.page.getByText(own.name).first().waitFor();
  await department.page.getByRole('link', { name: 'Ai được xem' }).click();
  await department.page.getByRole('heading', { name: 'Luật cho phép, không cần quan hệ' }).waitFor();
  await settle(department.page, 'nguoi-dan-ai-duoc-xem');

  const { page } = citizen;
  await page.getByText(own.name).first().waitFor();
  await page.getByRole('listitem').getByRole('article').first().waitFor();
  await settle(page, 'ho-so-cua-toi', 'phone');
  await page.getByRole('button', { name: 'Xem chi tiết' }).first().click();
  await settle(page, 'ho-so-cua-toi-mo', 'phone');
  await page.getByRole('main').getByRole('link', { name: /Ai đã xem hồ sơ của tôi/ }).click();
  await page.getByRole('heading', { name: 'Ai đã xem hồ sơ của tôi' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'Sở Y tế' }).first().waitFor();
  await settle(page, 'ai-da-xem', 'phone');
  await page.getByRole('link', { name: 'Ai được xem' }).first().click();
  await page.getByRole('heading', { name: 'Ai được xem hồ sơ của tôi' }).waitFor();
  await page.getByText('Đã khám, chữa bệnh ở đây').first().waitFor();
  await settle(page, 'ai-duoc-xem', 'phone');
  assert.deepEqual(unexpected([...citizen.complaints, ...department.complaints]), []);
  await citizen.context.close();
  await department.context.close();
});

test('a doctor opens a record in an emergency with a confirmation, and ends it; the inspector reviews', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  const department = await openPage(browser, 'laptop');
  await signIn(product, department.page, 'so');
  const people = z.object({ items: z.array(personLine) }).parse(await asked(department.page, '/people/search?limit=200', { q: 'nguyen' })).items;
  await signIn(product, page, 'bacsi');
  await page.getByRole('searchbox', { name: 'Tìm người dân' }).waitFor();
  await settle(page, 'viec-hom-nay-bac-si');
  let stranger: z.infer<typeof personLine> | undefined;
  for (const one of people) {
    if (stranger !== undefined || one.citizenId === null) continue;
    if (await page.evaluate(async (id) => (await fetch(`/api/people/${id}`)).status, one.id) === 404) stranger = one;
  }
  assert.ok(stranger?.citizenId, 'somebody whom the hospital does not know');
  await page.getByRole('link', { name: 'Mở khẩn cấp' }).first().click();
  await page.getByRole('button', { name: 'Mở hồ sơ khẩn cấp' }).click();
  const dialog = page.getByRole('dialog', { name: 'Mở hồ sơ khẩn cấp' });
  await dialog.getByLabel('Số CCCD hoặc số thẻ BHYT').fill(stranger.citizenId);
  await dialog.getByLabel('Vì sao phải mở').fill('Bất tỉnh sau tai nạn, cần biết thuốc đang dùng');
  await settle(page, 'mo-khan-cap-hop-thoai');
  await dialog.getByRole('button', { name: 'Mở hồ sơ' }).click();
  const confirm = page.getByRole('dialog', { name: 'Xác nhận lại chính bạn' });
  await confirm.getByLabel('Mật khẩu', { exact: true }).fill(product.account('bacsi').password);
  await confirm.getByRole('button', { name: 'Xác nhận' }).click();
  await page.getByText(/Đang mở khẩn cấp đến/).waitFor();
  await page.getByText(stranger.name).first().waitFor();
  await settle(page, 'nguoi-dan-dang-mo');
  await page.goto(product.address);
  await page.getByRole('link', { name: 'Xem hồ sơ' }).waitFor();
  await settle(page, 'viec-hom-nay-dang-mo');
  await page.getByRole('link', { name: 'Xem hồ sơ' }).click();
  await page.getByRole('button', { name: 'Kết thúc' }).click();
  await page.getByRole('row').filter({ hasText: 'đã đóng' }).waitFor();
  await settle(page, 'mo-khan-cap');
  assert.equal(await page.evaluate(async (id) => (await fetch(`/api/people/${id}`)).status, stranger.id), 404, 'closed again');
  await page.goto(`${product.address}/toi-duoc-xem`);
  await page.getByRole('heading', { name: 'Căn cứ để xem' }).waitFor();
  await settle(page, 'toi-duoc-xem');

  const inspector = await openPage(browser, 'laptop');
  await signIn(product, inspector.page, 'thanhtra');
  await inspector.page.getByRole('heading', { name: 'Mở khẩn cấp' }).waitFor();
  await settle(inspector.page, 'viec-hom-nay-thanh-tra');
  await inspector.page.goto(`${product.address}/mo-khan-cap`);
  await inspector.page.getByRole('button', { name: 'Xem xét' }).click();
  await inspector.page.getByLabel('Nhận xét').fill('Đúng là cấp cứu, có bệnh án kèm theo');
  await settle(inspector.page, 'mo-khan-cap-xem-xet');
  await inspector.page.getByRole('button', { name: 'Có lý do', exact: true }).click();
  await inspector.page.getByText('Không có lần mở khẩn cấp nào ở đây').waitFor();
  await inspector.page.getByText('Tất cả', { exact: true }).click();
  await inspector.page.getByRole('link', { name: 'Ai được xem người này' }).click();
  await inspector.page.getByText('Bất tỉnh sau tai nạn').waitFor();
  await settle(inspector.page, 'ai-duoc-xem-nguoi-nay');
  assert.deepEqual(unexpected([...complaints, ...inspector.complaints, ...department.complaints]), []);
  for (const one of [context, department.context, inspector.context]) await one.close();
});

test('the administrator checks a text that is wrong, sees the problem, tries one that is right', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'quantri');
  await page.getByRole('link', { name: 'Chính sách' }).first().click();
  const text = page.getByRole('textbox', { name: 'Văn bản chính sách (Cedar)' });
  const shipped = await text.inputValue();
  await settle(page, 'chinh-sach');
  await page.getByRole('heading', { name: 'Nhóm thông tin được bảo vệ đặc biệt' }).scrollIntoViewIfNeeded();
  await settle(page, 'chinh-sach-can-cu');
  await text.fill(`${shipped}\n@id("thu") @basis("care") permit (principal, action, resource is Record) when { resource.khongCo == 1 };`);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await page.getByText(/Chính sách chưa dùng được, 1 chỗ sai/).waitFor();
  await page.getByRole('alert').getByText(/^Dòng \d+:/).waitFor();
  await settle(page, 'chinh-sach-sai');
  await text.fill(shipped.replace(/(@id\("department"\)[^]*?principal\.role == "department")/u, '$1 && resource.type != "Patient"'));
  await page.getByRole('button', { name: 'Thử với truy cập thật' }).click();
  await page.getByRole('row').filter({ hasText: 'không còn xem được' }).first().waitFor();
  await page.getByRole('button', { name: 'Đưa vào hiệu lực' }).click();
  await page.getByRole('button', { name: 'Đưa vào hiệu lực từ ngày này' }).scrollIntoViewIfNeeded();
  await settle(page, 'chinh-sach-thu');
  assert.deepEqual(unexpected(complaints), []);
  await context.close();
});
