import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
export const SCREENS = { laptop: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } } as const;
const PICTURES = fileURLToPath(new URL('../screenshots/', import.meta.url));

export async function openBrowser(): Promise<Browser> {
  const executablePath = CHROMIUM.find((path) => existsSync(path));
  assert.ok(executablePath, 'Thiếu Chromium: apt-get install chromium');
  return chromium.launch({ executablePath, args: QUIET });
}

export async function openPage(browser: Browser, screen: keyof typeof SCREENS): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: SCREENS[screen], locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => { if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text()); });
  return { context, page, complaints };
}

/** Nothing serious: axe finds no violation of impact serious or critical on the page as it stands. */
export async function assertAccessible(page: Page, what: string): Promise<void> {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const bad = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical');
  assert.deepEqual(bad.map((one) => `${what}: ${one.id} ${one.nodes.map((node) => node.target.join(' ')).slice(0, 3).join(', ')}`), []);
}

/** What fades in or out is there or gone: half faded, its colours are no measure. Wheels that turn for ever are left. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(passing.map((one) => one.finished.then(() => null, () => null)));
  });
}

/** Nothing sticks out sideways. */
export async function assertFits(page: Page, what: string): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 1, `${what} is ${over} px wider than the screen`);
}

/** Keeps a picture when YTESO_SCREENSHOTS is set (they are looked at by people, not compared). */
export async function picture(page: Page, name: string): Promise<void> {
  if (!process.env['YTESO_SCREENSHOTS']) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}${name}.png` });
}
