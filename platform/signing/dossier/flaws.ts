/** What can be wrong with a signature in a file; the texts are for people. */
export const FLAWS = {
  'too-large': { vi: 'Tệp lớn quá mức kiểm tra được.', en: 'The file is too large to be checked.' },
  'not-utf8': { vi: 'Tệp không phải mã UTF-8.', en: 'The file is not UTF-8.' },
  'unreadable': { vi: 'Tệp không phải XML đọc được.', en: 'The file is no readable XML.' },
  'no-place': { vi: 'Tệp không theo khung của chuẩn dữ liệu.', en: 'The file does not have the frame of the standard.' },
  'remarks': { vi: 'Tệp có chú thích hoặc chỉ thị xử lý, chữ ký không bao được.', en: 'The file holds a comment or a processing instruction, which the signature does not cover.' },
  'misplaced': { vi: 'Chữ ký không nằm đúng chỗ, hoặc có nhiều chữ ký.', en: 'The signature is not in its place, or there is more than one.' },
  'id-twice': { vi: 'Một mã Id xuất hiện hai lần.', en: 'An Id stands twice.' },
  'form': { vi: 'Cấu trúc chữ ký không nhận được.', en: 'The form of the signature is not accepted.' },
  'algorithm': { vi: 'Thuật toán hoặc khoá quá yếu hay không nhận.', en: 'The algorithm or key is too weak or not accepted.' },
  'uncovered': { vi: 'Chữ ký không bao nội dung hồ sơ.', en: 'The signature does not cover the content.' },
  'reference': { vi: 'Chữ ký trỏ tới chỗ không rõ.', en: 'The signature refers to something else.' },
  'digest': { vi: 'Nội dung đã bị sửa sau khi ký.', en: 'The content was changed after signing.' },
  'signature': { vi: 'Chữ ký không khớp với chứng thư số.', en: 'The signature does not fit the certificate.' },
  'no-certificate': { vi: 'Chữ ký không kèm chứng thư số đọc được.', en: 'The signature has no readable certificate.' },
  'certificate-swapped': { vi: 'Chứng thư số không phải chứng thư đã dùng khi ký.', en: 'The certificate is not the one signed with.' },
  'certificate-time': { vi: 'Chứng thư số không có hiệu lực vào lúc ký.', en: 'The certificate was not valid at signing time.' },
  'future': { vi: 'Thời điểm ký ở tương lai.', en: 'The signing time lies in the future.' },
  'untrusted': { vi: 'Chứng thư số không do tổ chức được tin cậy cấp.', en: 'The certificate leads to no trusted authority.' },
} as const;

export type Flaw = keyof typeof FLAWS;
