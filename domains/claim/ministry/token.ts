import { z } from 'zod';
import { NoSessionError, call, parseAnswer } from '#platform/exchange/server';
import type { Taken } from '#platform/exchange/server';
import type { MinistryPortal } from './connect.ts';

const answer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
/** Renewed this long before its end, in milliseconds. */
const MARGIN = 30_000;

/** A token of the portal, the same for all facilities. @throws NoSessionError | NotReachedError */
export async function takeToken({ tokenUrl, clientId, clientSecret }: MinistryPortal, signal: AbortSignal): Promise<Taken<string>> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }).toString();
  const { status, body: text } = await call('POST', tokenUrl, { 'content-type': 'application/x-www-form-urlencoded' }, body, signal);
  const read = answer.safeParse(parseAnswer(text));
  if (!read.success) throw new NoSessionError(`Cổng dữ liệu Bộ Y tế không cấp phiên (HTTP ${status}): kiểm tra mã và khoá của máy khách.`, true);
  return { session: read.data.access_token, until: Date.now() + read.data.expires_in * 1000 - MARGIN };
}
