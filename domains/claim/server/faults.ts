import { defineFaults } from '#platform/fault';

export const CLAIM_FAULTS = defineFaults({
  noFacility: {
    code: 'intake.no-facility', status: 403,
    vi: 'Tài khoản này chưa gắn với cơ sở nào nên không nộp hồ sơ được.', en: 'This account is bound to no facility and cannot send dossiers.',
    when: 'an upload by an account of the role facility without a facility code',
    remedy: 'Nhờ người quản trị gắn mã cơ sở cho tài khoản.',
  },
  fileName: {
    code: 'intake.file-name', status: 400,
    vi: 'Tên tệp gửi kèm không đọc được.', en: 'The file name in x-file-name cannot be decoded.',
    when: 'the header x-file-name is missing, too long or not percent-encoded UTF-8',
    remedy: 'Gửi tên tệp ở tiêu đề x-file-name, mã hoá phần trăm (encodeURIComponent).',
  },
  emptyFile: {
    code: 'intake.empty-file', status: 400,
    vi: 'Tệp rỗng, không có gì để đọc.', en: 'The file is empty.',
    when: 'an upload of no bytes',
    remedy: 'Xuất lại tệp từ phần mềm bệnh viện rồi gửi lại.',
  },
  fileShared: {
    code: 'dossier.file-shared', status: 403,
    vi: 'Tệp gốc chỉ cơ sở đã nộp tải được; trong tệp có thể có hồ sơ của người khác.',
    en: 'The received file is given out to its sender alone: it may hold dossiers of others.',
    when: 'the received file is asked for by anyone but its sender, or the facility whose dossiers alone stand in it',
    remedy: 'Xem riêng hồ sơ này trên màn hình; cần cả tệp thì hỏi cơ sở đã nộp.',
  },
  noFinding: {
    code: 'dossier.no-finding', status: 404,
    vi: 'Bản hiện tại của hồ sơ không có phát hiện này.', en: 'The present revision has no such finding.',
    when: 'a finding is marked as seen that is not in the present revision',
    remedy: 'Tải lại trang hồ sơ.',
  },
  errorNotSeen: {
    code: 'dossier.error-not-seen', status: 409,
    vi: 'Lỗi làm cổng từ chối hồ sơ thì không bỏ qua được.', en: 'A finding of severity error cannot be set aside.',
    when: 'a finding of severity error is marked as seen',
    remedy: 'Sửa hồ sơ ở phần mềm bệnh viện rồi nộp lại, hoặc sửa tại chỗ.',
  },
});
