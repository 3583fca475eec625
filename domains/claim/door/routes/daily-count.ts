import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { INSURER } from '#domains/claim/insurer';
import { destinationsOf, saySourceByProgram, sourceBody, sourceTarget } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { dayInVietnam, momentInVietnam } from '#platform/time/rules';
import { noteVisit } from '../account.ts';
import { inTurnOf, withBody } from '../body/capped.ts';
import { accountBehind, callerOf } from '../caller.ts';
import { DOOR_FAULTS } from '../faults.ts';
import { figuresOf } from '../figures.ts';
import { mustBeOwn } from '../take-file.ts';
import { bodyOf } from './gateway.ts';

/** 20,000 MA_LK of 100 signs, escaped. */
const LIMIT = 4 * 1024 * 1024;
const said = sourceBody.extend({ day: z.iso.date(), destination: z.string().max(40).default(INSURER), maCSKCB: z.string().max(20).optional() });

/** POST /api/yteso/daily-count: the program itself says which visits it closed on a day, instead of a clerk who types the number. Our own, not the gateway's: docs/api.md. */
export function dailyCountRoute(app: FastifyInstance, context: Context): void {
  route(app, {
    method: 'POST', url: '/api/yteso/daily-count', action: 'exchange-day.count', caller: (request) => callerOf(context, request),
    handler: ({ policy, request }) => {
      const account = accountBehind(request);
      return inTurnOf(account.facility, figuresOf(context).parallel, () => withBody(bodyOf(request), LIMIT, account.facility, async (body) => {
        const { maCSKCB, day, destination, ...word } = read(body);
        if (maCSKCB !== undefined) await mustBeOwn(context, policy, account, maCSKCB);
        if (destination !== INSURER && destinationsOf(context).every((one) => one.name !== destination)) throw wrong('destination không có trong danh sách nơi nhận');
        if (day.replaceAll('-', '') > dayInVietnam(Date.now())) throw wrong('day là ngày chưa tới');
        // A list that is not all of them would make the others look as if they were not there.
        if (word.visits !== undefined && new Set(word.visits).size !== word.count) throw wrong(`count là ${word.count} nhưng visits có ${new Set(word.visits).size} mã lượt khám khác nhau`);
        const key = { facility: account.facility, destination, day };
        await context.db.withAccess(policy, { action: 'exchange-day.count', target: sourceTarget(key, word) }, (tx) => saySourceByProgram(tx, policy, key, word));
        await noteVisit(context.db, account.id, request.ip, 'json');
        return { maKetQua: '200', day, destination, count: word.count, listed: word.visits !== undefined, thoiGianTiepNhan: momentInVietnam(Date.now()), thongDiep: 'Đã ghi số lượt của phần mềm.' };
      }));
    },
  });
}

const wrong = (what: string): Fault => new Fault(DOOR_FAULTS.parameter, { what });

/** @throws Fault door.parameter, naming the first field that is wrong */
function read(body: Buffer): z.output<typeof said> {
  let given: unknown;
  try {
    given = JSON.parse(body.toString('utf8').replace(/^\uFEFF/u, ''));
  } catch {
    throw wrong('nội dung gửi không phải JSON');
  }
  const found = said.safeParse(given);
  if (!found.success) throw wrong(`${found.error.issues[0]?.path.slice(0, 1).join('') || 'nội dung'} không đúng: cần { day: "yyyy-MM-dd", count, visits? }`);
  return found.data;
}
