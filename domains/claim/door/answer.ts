import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '#platform/fault';
import { JSON_LIMIT, describeError, toFault } from '#platform/http';
import { momentInVietnam } from '#platform/time/rules';
import type { Receipt } from './receipt.ts';

/** What the gateway answers to a file. Source: the insurer's letter 1245/BHXH-CNTT. */
export interface GatewayAnswer {
  readonly maKetQua: string;
  readonly maGiaoDich: string;
  /** yyyyMMddHHmmss in Vietnam. */
  readonly thoiGianTiepNhan: string;
  readonly thongDiep: string;
}

/** maKetQua of what is refused, in the gateway's own meaning: 123 wrong file, 124 not kept, send again, 205 wrong parameter, 401 no session, 403 not allowed, 1001 too large; 204 and 409 of our own services: there is none, the day is closed. */
const CODES: Readonly<Record<string, string>> = {
  'access.not-signed-in': '401', 'access.refused': '403', 'door.foreign-facility': '403', 'door.wrong-file': '123', 'door.too-large': '1001', 'door.no-receipt': '204', 'exchange-day.count-closed': '409',
  'server.busy-door': '124', 'server.too-many': '124', 'server.busy': '124', 'database.away': '124', 'database.full': '124', 'files.full': '124', 'request.cut-off': '124',
};

export function codeOf(fault: Fault): string {
  return CODES[fault.code] ?? (fault.entry.status < 500 ? '205' : '500');
}

export function wordsOf(fault: Fault): string {
  return fault.code === 'access.not-signed-in' ? 'Phiên làm việc không hợp lệ, đã hết hạn, hoặc gọi từ địa chỉ khác: lấy lại token.' : `${fault.message} ${fault.remedy}`;
}

export function refusal(code: string, words: string): GatewayAnswer {
  return { maKetQua: code, maGiaoDich: '', thoiGianTiepNhan: momentInVietnam(Date.now()), thongDiep: words };
}

export function receiptAnswer(receipt: Receipt, notes: readonly string[]): GatewayAnswer {
  const words = [
    receipt.repeated ? 'Tệp này đã được nhận trước đó: giữ nguyên mã giao dịch cũ, không xử lý lần nữa.' : 'Tiếp nhận thành công.',
    notes.includes('plus') ? 'Lưu ý: dấu + trong base64 chưa được mã hoá thành %2B, yteso đã khôi phục.' : '',
    notes.includes('twice') ? 'Lưu ý: tệp được mã hoá base64 hai lần, yteso đã giải mã đủ.' : '',
  ];
  return { maKetQua: '200', maGiaoDich: receipt.code, thoiGianTiepNhan: momentInVietnam(receipt.receivedAt.getTime()), thongDiep: words.filter((each) => each !== '').join(' ') };
}

/**
 * Errors in the gateway's form. As there, the answer itself says no and HTTP says 200: older programs throw away the body of anything else.
 * What was certainly not kept because the server could not keeps its HTTP status.
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return answerFault(error, request, reply, (fault) => refusal(codeOf(fault), wordsOf(fault)));
}

/** @param formOf the answer in the form of the service that was called */
export async function answerFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply, formOf: (fault: Fault) => object): Promise<FastifyReply> {
  const fault = toFault(error, JSON_LIMIT);
  const { status } = fault.entry;
  if (status >= 500) request.log.error({ error: describeError(fault.cause ?? fault) }, fault.code);
  if (status === 503 || status === 429) reply.header('retry-after', '10');
  return reply.code(status === 429 || status >= 500 ? status : 200).send(formOf(fault));
}
