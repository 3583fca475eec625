import { defineFaults } from '#platform/fault';

export const DOCUMENT_FAULTS = defineFaults({
  tooLarge: {
    code: 'documents.too-large', status: 413,
    vi: 'Bản in quá lớn ({size} MB, tối đa {limit} MB).', en: 'The paper is too large ({size} MB, at most {limit} MB).',
    when: 'the data of a paper, or the finished PDF, is over the limit',
    remedy: 'Thu hẹp khoảng ngày hoặc phạm vi rồi in lại, hoặc in thành nhiều bản.',
  },
  tooSlow: {
    code: 'documents.too-slow', status: 504,
    vi: 'Lập bản in quá {seconds} giây nên đã dừng.', en: 'Making the paper took more than {seconds} seconds and was stopped.',
    when: 'one paper takes longer than its time',
    remedy: 'Thu hẹp phạm vi rồi in lại.',
  },
  busy: {
    code: 'documents.busy', status: 503,
    vi: 'Đang có quá nhiều bản in chờ lập.', en: 'Too many papers wait to be made.',
    when: 'more papers wait than the renderer takes on',
    remedy: 'Chờ vài giây rồi in lại.',
  },
  failed: {
    code: 'documents.failed', status: 500,
    vi: 'Không lập được bản in này.', en: 'The paper could not be made.',
    when: 'the template does not fit the data, or the renderer ended',
    remedy: 'Làm lại; nếu vẫn lỗi, gửi mã yêu cầu cho người quản trị.',
  },
});
