import { defineFaults } from '#platform/fault';

export const SIGNING_FAULTS = defineFaults({
  unreadable: {
    code: 'signing.unreadable', status: 422,
    vi: 'Tệp này không phải XML đọc được nên chưa ký.', en: 'The file is no readable XML; it was not signed.',
    when: 'a file to be signed is not well-formed, or holds a DOCTYPE, a comment or a processing instruction',
    remedy: 'Xuất lại tệp từ phần mềm, không thêm chú thích hay khai báo DOCTYPE, rồi ký lại.',
  },
  notUtf8: {
    code: 'signing.not-utf8', status: 422,
    vi: 'Tệp này không phải mã UTF-8 nên chưa ký.', en: 'The file is not UTF-8; it was not signed.',
    when: 'the bytes of a file to be signed are not UTF-8, or its declaration names another encoding',
    remedy: 'Xuất lại tệp ở mã UTF-8 rồi ký lại.',
  },
  noPlace: {
    code: 'signing.no-place', status: 422,
    vi: 'Tệp này không có thẻ CHUKYDONVI trống ở cuối để đặt chữ ký.', en: 'The file has no empty CHUKYDONVI as its last element to hold the signature.',
    when: 'the root is none of GIAMDINHHS, CHI_TIEU_TRANG_THAI_KCB, CHI_TIEU_GIAM_DINH_YKHOA, or its children are not those of the standard with an empty CHUKYDONVI last',
    remedy: 'Kiểm tra tệp theo khung của chuẩn dữ liệu: CHUKYDONVI là thẻ con cuối cùng và để trống.',
  },
  signed: {
    code: 'signing.already-signed', status: 409,
    vi: 'Tệp này đã có chữ ký số, không ký thêm.', en: 'The file is signed already; it was not signed again.',
    when: 'a file to be signed holds a signature',
    remedy: 'Dùng tệp đã ký, hoặc xuất lại tệp chưa ký nếu nội dung đã đổi.',
  },
  tooLarge: {
    code: 'signing.too-large', status: 413,
    vi: 'Tệp lớn hơn mức ký được ({limit} MB).', en: 'The file is larger than can be signed ({limit} MB).',
    when: 'a file to be signed or verified is over the limit',
    remedy: 'Chia tệp thành từng hồ sơ rồi ký từng tệp.',
  },
  certificateTime: {
    code: 'signing.certificate-time', status: 422,
    vi: 'Chứng thư số chỉ có hiệu lực từ {from} đến {to}, không ký được vào lúc {at}.', en: 'The certificate is valid from {from} to {to}; nothing can be signed at {at}.',
    when: 'the certificate is not yet or no longer valid at the signing time',
    remedy: 'Gia hạn chứng thư số, đặt tệp .p12 mới vào thư mục khoá; kiểm tra cả đồng hồ máy chủ.',
  },
  pdf: {
    code: 'signing.pdf-unreadable', status: 422,
    vi: 'Tệp PDF này không ký được: {why}.', en: 'This PDF cannot be signed: {why}.',
    when: 'a PDF has no plain cross-reference table and catalogue as yteso writes them, or is encrypted',
    remedy: 'Ký tệp PDF do yteso lập; tệp từ nơi khác thì ký bằng phần mềm ký của nhà cung cấp chữ ký số.',
  },
  noKey: {
    code: 'signing.no-key', status: 422,
    vi: 'Cơ sở {facility} chưa có khoá ký còn hiệu lực.', en: 'Facility {facility} has no signing key in force.',
    when: 'the key folder holds no file of the facility whose certificate is valid at the time',
    remedy: 'Đặt tệp chứng thư {facility}.p12 và mật khẩu của nó vào thư mục khoá (docs/settings.md, YTESO_SIGNING_DIR).',
  },
  keyFile: {
    code: 'signing.key-unreadable', status: 500,
    vi: 'Tệp khoá {file} không dùng được: {why}.', en: 'The key file {file} cannot be used: {why}.',
    when: 'a PKCS#12 file is broken, its password is missing or wrong, its key is weak or of another kind, or its .pass file is open to others',
    remedy: 'Kiểm tra tệp .p12 và mật khẩu; tệp .pass phải có quyền 0600 (chmod 600).',
  },
});
