import { defineFaults } from '#platform/fault';

export const CONFORMANCE_FAULTS = defineFaults({
  full: {
    code: 'conformance.full', status: 409,
    vi: 'Một lần kiểm nhận nhiều nhất {most} tệp.', en: 'A run takes at most {most} files.',
    when: 'one more file is sent to a run that is full',
    remedy: 'Xem báo cáo của lần này, rồi mở lần kiểm khác cho các tệp còn lại; hoặc dùng npx yteso conform.',
  },
  otherBuild: {
    code: 'conformance.other-build', status: 409,
    vi: 'Bộ quy tắc đã đổi từ khi lần kiểm này bắt đầu.', en: 'The rules have changed since the run began.',
    when: 'a file is sent to a run of another build',
    remedy: 'Mở lần kiểm mới và thả lại các tệp: một báo cáo chỉ theo một bộ quy tắc.',
  },
});
