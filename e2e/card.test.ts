import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

test('a clerk looks cards up: one that is good, one that was renewed, and one while the gateway is away', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  await page.goto(`${product.address}/tra-the`);
  await page.getByRole('heading', { name: 'Tra thẻ BHYT', level: 1 }).waitFor();
  await page.getByText('Không có thẻ nào chờ tra lại').waitFor();
  await page.getByRole('button', { name: 'Tra thẻ', exact: true }).click();
  await page.getByText('Cần điền mục này.').first().waitFor();
  await assertAccessible(page, 'form of a card, not filled');
  const ask = async (number: string): Promise<void> => {
    await page.getByLabel('Số thẻ, mã số BHXH hoặc căn cước').fill(number);
    await page.getByLabel('Họ và tên').fill('Lò Thị Ước');
    await page.getByLabel('Ngày sinh').fill('05/03/1990');
    await page.getByLabel('Ngày sinh').blur();
    await page.getByRole('button', { name: 'Tra thẻ', exact: true }).click();
  };
  const result = page.getByRole('status').filter({ has: page.getByRole('heading', { name: 'Kết quả' }) });
  await ask('062190000000');
  await result.getByText('Thẻ dùng được').waitFor();
  await ask('062190000003');
  await result.getByText('Dùng thẻ mới').waitFor();
  await result.getByText('Số thẻ mới', { exact: true }).waitFor();
  await assertAccessible(page, 'a renewed card');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `a renewed card on ${screen}`);
    await picture(page, `card-${screen}`);
  }
  const paid = page.getByRole('region', { name: 'Cùng chi trả luỹ kế trong năm' });
  for (const [ending, words] of [['200', /Chưa đủ: còn thiếu 13\.780\.000 đ/u], ['202', /Đủ điều kiện miễn cùng chi trả/u], ['203', /Đủ số tiền nhưng chưa đủ 5 năm liên tục/u], ['204', /Chưa có khoản cùng chi trả nào/u], ['501', /Tài khoản của cơ sở bị cổng khoá/u]] as const) {
    await ask(`062190000${ending}`);
    await result.getByText('Thẻ dùng được').waitFor();
    await paid.getByRole('button', { name: 'Tra cùng chi trả luỹ kế' }).click();
    await paid.getByRole('status').getByText(words).waitFor();
    await assertAccessible(page, `co-payment ${ending}`);
    for (const screen of ['phone', 'laptop'] as const) {
      await page.setViewportSize(SCREENS[screen]);
      await assertFits(page, `co-payment ${ending} on ${screen}`);
      await paid.evaluate((section) => section.scrollIntoView({ block: 'end' }));
      await picture(page, `copayment-${ending}-${screen}`);
    }
  }
  await ask('062190000901');
  await result.getByText('Cổng chưa trả lời').waitFor();
  await result.getByText(/Cứ tiếp nhận người bệnh/u).waitFor();
  await page.getByRole('table', { name: 'Thẻ tra lại sau' }).getByText('062190000901').waitFor();
  await assertAccessible(page, 'a card to be asked again');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `a card to be asked again on ${screen}`);
    await picture(page, `card-later-${screen}`);
  }
  assert.doesNotMatch(page.url(), /0621/u);
  assert.deepEqual(complaints, []);
  await context.close();
});
