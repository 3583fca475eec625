import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { writeSheet } from '#platform/sheet';
import { assertAccessible, assertFits, openBrowser, openPage, picture, SCREENS } from './harness/browser.ts';
import { startProduct } from './harness/product.ts';
import { signIn } from './harness/sign-in.ts';

const product = await startProduct();
const browser = await openBrowser();
after(async () => {
  await browser.close();
  await product.end();
});

const messages = z.object({ items: z.array(z.object({ id: z.string(), maLk: z.string(), facility: z.object({ code: z.string() }) })).min(2) });
const summed = z.object({ adjudicated: z.object({ refused: z.string() }).nullable() });
const HEAD = ['STT', 'XML1_ID', 'MA_LK', 'MA_CSKCB', 'Bảng', 'STT dòng', 'Tên chi phí', 'Số tiền đề nghị', 'Số tiền từ chối', 'Mã lý do', 'Lý do từ chối'];

async function look(page: Page, what: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  for (const screen of ['phone', 'laptop'] as const) {
    await page.setViewportSize(SCREENS[screen]);
    await assertFits(page, `${what} on ${screen}`);
    await picture(page, `adjudication-${what}-${screen}`);
  }
  await assertAccessible(page, what);
}

test('a clerk takes in what the insurer refused, and finds it with the visit', async () => {
  const { context, page, complaints } = await openPage(browser, 'laptop');
  await signIn(product, page, 'benhvien');
  const found = messages.parse(await page.evaluate(async () => (await fetch('/api/exchange?kind=dossier&destination=bhxh&limit=2')).json()));
  const [first, second] = found.items;
  assert.ok(first && second);
  const line = (maLk: string, ...rest: string[]) => ['1', '700001', maLk, first.facility.code, ...rest];
  const form = writeSheet([['KẾT QUẢ GIÁM ĐỊNH TỰ ĐỘNG'], HEAD,
    line(first.maLk, 'XML2', '1', 'Paracetamol 500 mg', '1.250.000', '450.000', 'TC01', 'Vượt số lượng theo chỉ định của bác sĩ'), line(first.maLk, 'XML3', '2', 'Siêu âm ổ bụng', '250.000,50', '250.000,50', 'TC02', 'Chỉ định chưa phù hợp chẩn đoán'), line(second.maLk, 'XML3', '1', 'Khám nội', '39.800', '0', '', ''),
    line('CHUA-CO-1', 'XML2', '1', '', '9.000', '9.000', '', ''), line('LOI-1', 'XML2', '1', '', '9.000', 'nhiều', '', ''), ['1', '', 'KHAC-1', '99999', 'XML2', '1', '', '1', '1', '', '']]);
  await page.goto(`${product.address}/lien-thong/ngay`);
  await page.getByRole('link', { name: 'Nhập kết quả giám định' }).click();
  await page.getByText('Chưa nhập kết quả nào').waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'ket-qua-thang-11.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: form });
  await page.getByRole('heading', { name: 'Máy hiểu tệp này như sau' }).waitFor();
  await page.getByText('3 lượt khám, 4 dòng chi phí').waitFor();
  await page.getByText(/Không đọc được số tiền từ chối “nhiều”/u).waitFor();
  await look(page, 'preview');
  await page.getByRole('button', { name: 'Nhập 3 lượt' }).click();
  await page.getByText('Đã nhập kết quả giám định', { exact: true }).waitFor();
  await page.getByText('709.000,50 đ').first().waitFor();
  await look(page, 'taken');
  await page.goto(`${product.address}/lien-thong/${first.id}`);
  await page.getByRole('heading', { name: 'Kết quả giám định' }).waitFor();
  await page.getByText(/Trả lời trước/u).waitFor();
  await page.getByRole('table', { name: 'Kết quả giám định' }).getByText('XML3, dòng 2').waitFor();
  await page.getByText('700.000,50 đ').first().waitFor();
  await page.getByRole('heading', { name: 'Kết quả giám định' }).evaluate((heading) => heading.scrollIntoView());
  await look(page, 'life');
  const days = z.object({ items: z.array(z.object({ destination: z.string(), day: z.string() })) }).parse(await page.evaluate(async (code) => (await fetch(`/api/exchange-days?facility=${code}`)).json(), first.facility.code));
  const sumOf = async (day: string): Promise<string | undefined> => summed.parse(await page.evaluate(async (url) => (await fetch(url)).json(), `/api/exchange-days/${first.facility.code}/bhxh/${day}`)).adjudicated?.refused;
  const sums = await Promise.all(days.items.filter((one) => one.destination === 'bhxh').map(async ({ day }) => ({ day, refused: await sumOf(day) })));
  const judged = sums.find((one) => one.refused === '700000.50');
  assert.ok(judged, 'a day has the sum of what was refused');
  await page.goto(`${product.address}/lien-thong/ngay/${first.facility.code}/bhxh/${judged.day}`);
  const shown = page.getByRole('region', { name: 'Kết quả giám định của ngày này' });
  await shown.getByText('700.000,50 đ').waitFor();
  await shown.scrollIntoViewIfNeeded();
  await look(page, 'day');
  assert.deepEqual(complaints, []);
  await context.close();
});
