import { defineFaults } from '#platform/fault';

export const CHECKUP_FAULTS = defineFaults({
  unreadable: {
    code: 'health-check.unreadable', status: 422,
    vi: 'Không nhận được tệp khám sức khoẻ: {problem}', en: 'The health-check document was not taken: {problem}',
    when: 'the document is no XML, has no MA_LK, or its moment of conclusion cannot be read',
    remedy: 'Sửa ở phần mềm khám sức khoẻ theo lời báo rồi nộp lại; chưa có gì được ghi.',
  },
  keyKind: {
    code: 'health-check.key-kind', status: 422,
    vi: 'Khoá ký của cơ sở {facility} không phải RSA: cơ sở dữ liệu khám sức khoẻ chỉ nhận chữ ký RSA.', en: 'The signing key of {facility} is not RSA, which the database asks for.',
    when: 'the key of a facility in the keyring is on an elliptic curve',
    remedy: 'Đặt thêm một khoá RSA của cơ sở vào thư mục khoá.',
  },
  noFacility: {
    code: 'health-check.no-facility', status: 409,
    vi: 'Tài khoản này không thuộc cơ sở nào nên không nộp được kết quả khám sức khoẻ.', en: 'The account belongs to no facility.',
    when: 'the caller has no facility',
    remedy: 'Chọn nơi làm việc, hoặc nhờ người quản trị gán cơ sở cho tài khoản.',
  },
});
