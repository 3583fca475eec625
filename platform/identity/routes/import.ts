import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sheetBytes } from '#platform/sheet';
import type { Tx } from '#platform/db';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { createAccount } from '../account.ts';
import type { Desk } from '../desk.ts';
import { COLUMNS, readLines } from '../import/rows.ts';
import type { AccountLine } from '../import/rows.ts';
import { MOST_BYTES, sheetRows, writeCsv, writeSheet } from '../import/sheet.ts';
import { invite } from '../invite/invitation.ts';
import { needConfirmed } from '../session/confirm.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Accounts from a sheet: a template, a preview of every line, the import itself with invitation codes. */
export function importRoutes(app: FastifyInstance, context: Context, desk: Desk): void {
  route(app, {
    method: 'GET', url: '/api/account-sheet', action: 'account.create',
    handler({ reply }) {
      reply.type(XLSX).header('content-disposition', 'attachment; filename="tai-khoan-mau.xlsx"');
      return reply.send(writeSheet([[...COLUMNS], ['nguyen.thi.lan', 'Nguyễn Thị Lan', 'Điều dưỡng', '62981', '01/12/2026', ''], ['tran.van.minh', 'Trần Văn Minh', 'Bác sĩ', '62990', '', '']]));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account-sheet/preview', action: 'account.create',
    async handler({ policy, upload }) {
      const rows = await sheetRows(await sheetBytes(upload(), MOST_BYTES));
      return desk.db.withAccess(policy, { action: 'account.read', target: 'account/sheet' }, async (tx) => ({ items: await judge(tx, rows) }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/account-sheet', action: 'account.create',
    async handler({ policy, upload }) {
      needConfirmed(policy);
      const rows = await sheetRows(await sheetBytes(upload(), MOST_BYTES));
      return desk.db.withAccess(policy, { action: 'account.create', target: 'account/sheet' }, async (tx) => {
        const lines = await judge(tx, rows);
        const codes: string[][] = [];
        for (const line of lines) {
          if (line.role === null || line.problems.length > 0) continue;
          const id = await createAccount(tx, { user: line.user, displayName: line.displayName, role: line.role, facility: line.facility, validTo: line.validTo, ...(line.validFrom === null ? {} : { validFrom: line.validFrom }) }, 0);
          codes.push([line.user, line.displayName, (await invite(desk, tx, id, false)).code]);
        }
        return { made: codes.length, items: lines, csv: writeCsv([['Tên đăng nhập', 'Họ và tên', 'Mã mời'], ...codes]) };
      });
    },
  });

  async function judge(tx: Tx, rows: readonly (readonly string[])[]): Promise<AccountLine[]> {
    const names = [...new Set(rows.flat().map((cell) => cell.toLowerCase()))];
    const taken = new Set((await tx.query('select user_name from account where user_name = any($1)', [names], z.object({ user_name: z.string() }))).map((row) => row.user_name));
    // The catalogue gives a name to every code that it knows.
    return readLines(rows, { taken: (user) => taken.has(user), facility: (code) => context.facilityName(code) !== code, today: desk.today() });
  }
}
