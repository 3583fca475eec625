import type { Page } from 'playwright-core';
import type { Product } from './product.ts';

/** Signs in with an account of the demonstration and waits for its first page. @param first heading of that page */
export async function signIn(product: Pick<Product, 'address' | 'account'>, page: Page, name: string, first = 'Việc hôm nay'): Promise<void> {
  const account = product.account(name);
  await page.goto(product.address);
  await page.getByRole('button', { name: new RegExp(`Dùng tài khoản ${account.account}`) }).waitFor();
  await page.getByLabel('Tài khoản', { exact: true }).fill(account.account);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(account.password);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await page.getByRole('heading', { name: first, level: 1 }).waitFor();
}
