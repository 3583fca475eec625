import { systemPolicy } from '#platform/access';
import { catalogues } from '#platform/catalogue/server';
import type { Job } from '#platform/jobs';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import type { Gateway } from '../gateway.ts';
import type { Passes } from '../token.ts';
import { lookUpCopayment } from './copayment.ts';
import type { Copayment } from './copayment.ts';
import { copaymentReading } from './exemption.ts';
import type { CopaymentReading } from './exemption.ts';
import { lookUpCard } from './look-up.ts';
import type { CardAnswer, CardQuestion } from './look-up.ts';
import { readingOf } from './meaning.ts';
import type { CardReading } from './meaning.ts';
import { forgetOld, nameOf, settleCheck, takeDue } from './owed.ts';

const NO_LINE = { outcome: 'unreachable', why: 'Máy này chưa nối cổng giám định.' } as const;
interface Line { readonly gateway: Gateway; readonly passes: Passes }
const lines = new WeakMap<object, Line>();

/** The gateway that cards are looked up at; sessions are shared with what sends. */
export function useLine(context: Pick<Context, 'db'>, gateway: Gateway, passes: Passes): void {
  lines.set(context.db, { gateway, passes });
}

/** Asks and says what the answer means today. Where no gateway is connected that is said as any other trouble of the line. */
export async function ask(context: Context, facility: string, question: CardQuestion, signal: AbortSignal): Promise<CardReading> {
  const line = lines.get(context.db);
  const answer: CardAnswer = line === undefined ? NO_LINE : await lookUpCard(line.gateway, line.passes, facility, question, signal);
  return readingOf(answer, catalogues(context), dayInVietnam(Date.now()));
}

/** Asks what somebody has paid himself this year, and says where he stands today. @param fiveYearsFrom ngayDu5Nam of the card, null when it was not told */
export async function askCopayment(context: Context, facility: string, question: CardQuestion, fiveYearsFrom: string | null, signal: AbortSignal): Promise<CopaymentReading> {
  const line = lines.get(context.db);
  const found: Copayment = line === undefined ? NO_LINE : await lookUpCopayment(line.gateway, line.passes, facility, question, signal);
  return copaymentReading(found, catalogues(context), dayInVietnam(Date.now()), fiveYearsFrom);
}

/** Asks again what could not be answered. A gateway that is away ends the round: it is not asked once for each that waits. */
export function recheckJob(context: Context): Job {
  const policy = systemPolicy('card-check', 'card checked later');
  return {
    name: 'card-check', every: 30,
    async run(signal) {
      if (!lines.has(context.db)) return false;
      const due = await takeDue(context.db);
      if (due === undefined) {
        await context.db.bookkeeping('card-check', forgetOld);
        return false;
      }
      await context.db.withAccess(policy, { action: 'card.lookup', target: nameOf(due.facility, due.asked) }, () => Promise.resolve());
      const reading = await ask(context, due.facility, due.asked, signal);
      if (!reading.later) await context.db.bookkeeping('card-check', (tx) => settleCheck(tx, due.facility, due.asked, reading));
      return reading.meaning !== 'away';
    },
  };
}
