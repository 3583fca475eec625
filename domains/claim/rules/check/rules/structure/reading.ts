import type { ProblemCode, Rule, Severity } from '../../../model/index.ts';
import { QD130 } from '../../laws.ts';

/** One rule for each family of reading problems: the message is the reader's own. */
const FAMILIES: readonly (readonly [code: string, title: string, severity: Severity, problems: readonly ProblemCode[], remedy: string])[] = [
  ['HO-SO-01', 'XML không đọc được', 'error', ['not-xml', 'wrong-xml', 'malformed', 'truncated'], 'Xuất lại tệp từ phần mềm bệnh viện, kiểm tra tệp không bị cắt khi chép hoặc tải lên.'],
  ['HO-SO-02', 'Sai bảng mã chữ', 'error', ['bad-encoding'], 'Xuất lại tệp với bảng mã UTF-8.'],
  ['HO-SO-03', 'Nội dung bị cấm hoặc quá cỡ', 'error', ['entity', 'too-deep', 'too-large'], 'Bỏ khai báo DTD, thực thể; tách tệp hoặc rút ngắn trường quá dài.'],
  ['HO-SO-04', 'Mã base64 hỏng', 'error', ['bad-base64'], 'Mã hóa lại nội dung bảng theo base64 chuẩn, không làm mất dấu +.'],
  ['HO-SO-05', 'Bảng không thuộc hồ sơ', 'error', ['unknown-table', 'misplaced-table'], 'Chỉ gửi XML1–XML11, XML13–XML15 trong GIAMDINHHS; XML0 và XML12 đi tệp riêng.'],
  ['HO-SO-06', 'Bảng lặp lại', 'error', ['duplicate-table'], 'Gộp các bản ghi vào một bảng duy nhất cho mỗi loại hồ sơ.'],
  ['HO-SO-07', 'Trường lạ', 'warning', ['unknown-field'], 'Bỏ trường không có trong chuẩn dữ liệu.'],
  ['HO-SO-08', 'Trường lặp lại', 'error', ['duplicate-field'], 'Giữ một lần cho mỗi trường.'],
  ['HO-SO-09', 'Sai thứ tự trường', 'warning', ['field-order'], 'Xếp các trường theo đúng thứ tự của chuẩn dữ liệu.'],
  ['HO-SO-10', 'Thừa bản ghi', 'error', ['too-many-rows'], 'Bảng này chỉ có một bản ghi cho mỗi đợt khám bệnh, chữa bệnh.'],
  ['HO-SO-11', 'Số lượng hồ sơ không khớp', 'warning', ['count-mismatch'], 'Sửa SOLUONGHOSO bằng số HOSO thực có trong tệp.'],
  ['HO-SO-12', 'Thiếu phần phong bì', 'error', ['missing-envelope'], 'Điền đủ MACSKCB, NGAYLAP và các thẻ của phong bì.'],
];

export const READING_RULES: readonly Rule[] = FAMILIES.map(([code, title, severity, problems, remedy]) => ({
  code,
  title,
  group: 'structure',
  severity,
  ...QD130,
  decidedBy: 'NGAYLAP',
  remedy,
  tables: [],
  check: ({ dossier }, report) => {
    for (const problem of dossier.problems) {
      if (!problems.includes(problem.code)) continue;
      report({ table: problem.table ?? null, row: problem.row ?? null, field: problem.field ?? null }, problem.message);
    }
  },
}));
