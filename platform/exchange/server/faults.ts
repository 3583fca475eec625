import { defineFaults } from '#platform/fault';

export const EXCHANGE_FAULTS = defineFaults({
  awaited: {
    code: 'exchange.answer-awaited', status: 409,
    vi: 'Tin này đang chờ gửi hoặc đang chờ kết quả, chưa gửi lại được.', en: 'The message is owed or its answer is awaited; it cannot be sent again.',
    when: 'a resend is asked for a message in state owed or sending',
    remedy: 'Chờ đến khi có kết quả; trang này tự cập nhật.',
  },
  needsRevision: {
    code: 'exchange.needs-revision', status: 409,
    vi: 'Nơi nhận đã trả tin này vì nội dung, hoặc đã có bản sửa mới hơn: gửi lại đúng tệp cũ không giải quyết được.', en: 'The message was rejected for its content, or a newer revision took its place; sending the same again would not help.',
    when: 'a resend is asked for a message in state rejected or superseded',
    remedy: 'Sửa hồ sơ ở phần mềm của cơ sở rồi nộp tệp đã sửa, hoặc sửa tại chỗ: bản mới được gửi riêng.',
  },
  modeInPast: {
    code: 'exchange.mode-in-past', status: 409,
    vi: 'Cách gửi chỉ đặt được từ hôm nay trở đi: những ngày đã qua giữ nguyên.', en: 'A mode can be set from today on only; what lies before stays as it was.',
    when: 'a mode is set from a day that has passed',
    remedy: 'Chọn hôm nay hoặc một ngày sau.',
  },
  noBytes: {
    code: 'exchange.no-bytes', status: 409,
    vi: 'Tin này không có nội dung gửi đi được: {why}', en: 'The message has no bytes that could be sent: {why}',
    when: 'the bytes of a message are asked for that cannot be made',
    remedy: 'Nộp lại tệp như lời báo nêu.',
  },
  received: {
    code: 'exchange.already-received', status: 409,
    vi: 'Nơi nhận đã nhận tin này (mã giao dịch {receipt}).', en: 'The message was received (receipt {receipt}).',
    when: 'a resend is asked for a message that has a receipt',
    remedy: 'Không cần gửi lại. Nếu hồ sơ có sửa, nộp tệp đã sửa: lần sửa mới được gửi riêng.',
  },
});
