import type { FastifyReply } from 'fastify';

/** Failures that a switch brings by chance. Listed for people in README.md; a test compares. */
export const SWITCHES = {
  'slow': 'trả lời chậm nhưng còn kịp',
  'shuffled': 'nhận theo thứ tự khác với thứ tự gọi',
  'html': 'trả trang HTML của máy trung gian, không nhận',
  'error': 'báo lỗi hệ thống, không nhận',
  'silent': 'đã nhận rồi không bao giờ trả lời',
  'late': 'đã nhận nhưng trả lời muộn',
  'empty': 'đã nhận nhưng trả nội dung rỗng',
  'twice': 'đã nhận, câu trả lời đến hai lần liền nhau',
  'cut-before': 'cắt đường truyền trước khi nhận',
  'cut-after': 'đã nhận rồi cắt đường truyền',
  'dead-token': 'phiên chết trước hạn',
  'wrong-clock': 'đồng hồ của nơi nhận sai một ngày',
} as const;

export type Switch = keyof typeof SWITCHES;
export const isSwitch = (text: string): text is Switch => Object.hasOwn(SWITCHES, text);

/** Which failures are on, by portal, each with its chance from 0 to 1. */
export class Switchboard {
  readonly #chances = new Map<string, ReadonlyMap<Switch, number>>();
  readonly #draw: () => number;

  /** @param draw 0 … 1, for runs that are to be the same again */
  constructor(draw: () => number = Math.random) {
    this.#draw = draw;
  }

  /** Replaces what is on at a portal. */
  set(portal: string, chances: Readonly<Record<string, number>>): void {
    this.#chances.set(portal, new Map(Object.entries(chances).flatMap(([name, chance]) => (isSwitch(name) && chance > 0 ? [[name, Math.min(1, chance)] as const] : []))));
  }

  state(): Record<string, Record<string, number>> {
    return Object.fromEntries([...this.#chances].map(([portal, chances]) => [portal, Object.fromEntries(chances)]));
  }

  /** The failure of this call, if any. */
  next(portal: string): Switch | undefined {
    let left = this.#draw();
    for (const [name, chance] of this.#chances.get(portal) ?? []) {
      left -= chance;
      if (left < 0) return name;
    }
    return undefined;
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds).unref(); });

/**
 * Answers one call under a failure. `dead-token` and `wrong-clock` are the portal's own business and pass here as if nothing was on.
 * @param take takes what was sent, durably, and says the answer
 * @param late milliseconds of an answer that comes too late
 */
export async function answerUnder(fault: Switch | undefined, reply: FastifyReply, late: number, take: () => object): Promise<unknown> {
  switch (fault) {
    case 'html': return htmlPage(reply);
    case 'cut-before': return cut(reply);
    case 'slow': await pause(late / 20); return take();
    case 'shuffled': await pause(Math.random() * (late / 10)); return take();
    case 'silent': take(); return reply.hijack();
    case 'late': { const answer = take(); await pause(late); return answer; }
    case 'empty': take(); return reply.send('');
    case 'twice': { const answer = JSON.stringify(take()); return reply.type('application/json').send(`${answer}${answer}`); }
    case 'cut-after': take(); return cut(reply);
    default: return take();
  }
}

/** The page of a machine between, in place of an answer. */
export const htmlPage = (reply: FastifyReply): FastifyReply => reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');

function cut(reply: FastifyReply): FastifyReply {
  reply.hijack().raw.destroy();
  return reply;
}
