import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { formatMoney } from '#domains/claim/rules';
import { isDay } from '#platform/catalogue/rules';
import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { ask, askCopayment } from './desk.ts';
import type { Card } from './look-up.ts';
import { listChecks, nameOf, oweCheck, settleCheck } from './owed.ts';

const ACTION = 'card.lookup';
const body = z.strictObject({
  number: z.string().transform((text) => text.replace(/[\s.-]/gu, '').toUpperCase()).pipe(z.string().regex(/^([A-Z]{2}\d{13}|\d{10}|\d{12})$/u, 'thẻ 15 ký tự, mã số BHXH 10 số hoặc căn cước 12 số')),
  name: z.string().transform((text) => text.normalize('NFC').trim()).pipe(z.string().min(1, 'cần họ tên').max(100)),
  born: z.string().refine(isDay, 'ngày sinh đủ ngày, tháng, năm, dạng yyyyMMdd'),
});
const copaymentBody = body.extend({ fiveYearsFrom: z.string().refine(isDay, 'ngày đủ 5 năm dạng yyyyMMdd').nullable().default(null) });

/** A card is looked up by those who take a patient in, for their own facility, in its name. @throws Fault access.refused for a caller of none */
function ownFacility(policy: Policy): string {
  if (policy.facility === null) throw new Fault(FAULTS.refused, { action: ACTION });
  return policy.facility;
}

export function cardRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  const shown = (card: Card | null) => card && {
    ...card, registeredAt: { code: card.registeredAt, name: context.facilityName(card.registeredAt) }, next: card.next && { ...card.next, registeredAt: { code: card.next.registeredAt, name: context.facilityName(card.next.registeredAt) } },
  };

  route(app, {
    method: 'POST', url: '/api/card-lookups', action: ACTION, body,
    handler: async ({ policy, input: { body: question } }) => {
      const facility = ownFacility(policy);
      const access = { action: ACTION, target: nameOf(facility, question) };
      // The trail has it before the number leaves; nothing is held open while the gateway thinks.
      await db.withAccess(policy, access, () => Promise.resolve());
      const reading = await ask(context, facility, question, new AbortController().signal);
      const owed = await db.bookkeeping('card-check', async (tx) => {
        if (!reading.later) await settleCheck(tx, facility, question, reading);
        return reading.later ? oweCheck(tx, facility, question, policy.actor.id) : null;
      });
      const { later, ...rest } = reading;
      return { ...rest, card: shown(rest.card), checkedLater: later ? owed : null };
    },
  });

  route(app, {
    method: 'POST', url: '/api/copayment-lookups', action: ACTION, body: copaymentBody,
    handler: async ({ policy, input: { body: { fiveYearsFrom, ...question } } }) => {
      const facility = ownFacility(policy);
      await db.withAccess(policy, { action: ACTION, target: nameOf(facility, question, 'copayment') }, () => Promise.resolve());
      const { visits, ...reading } = await askCopayment(context, facility, question, fiveYearsFrom, new AbortController().signal);
      return { ...reading, visits: visits.map((visit) => ({ ...visit, facility: { code: visit.facility, name: context.facilityName(visit.facility) }, own: formatMoney(visit.own), sum: formatMoney(visit.sum) })) };
    },
  });

  route(app, {
    method: 'GET', url: '/api/card-lookups', action: ACTION,
    handler: async ({ policy }) => {
      const facility = ownFacility(policy);
      return db.withAccess(policy, { action: ACTION, target: `card/later/${facility}` }, async (tx) => ({
        items: (await listChecks(tx, facility)).map((one) => ({ ...one, answer: one.answer && { ...one.answer, card: shown(one.answer.card) } })),
      }));
    },
  });
}
