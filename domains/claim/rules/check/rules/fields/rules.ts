import type { Rule, Severity } from '../../../model/index.ts';
import { QD130 } from '../../laws.ts';
import { fieldIssues, type FieldFamily } from './scan.ts';

const FAMILIES: readonly (readonly [code: string, family: FieldFamily, severity: Severity, title: string, remedy: string])[] = [
  ['TRUONG-01', 'required', 'error', 'Bỏ trống trường bắt buộc', 'Điền giá trị cho trường này ở phần mềm bệnh viện rồi xuất lại hồ sơ.'],
  ['TRUONG-03', 'size', 'error', 'Vượt quá độ dài', 'Rút ngắn nội dung theo kích thước tối đa của chuẩn dữ liệu.'],
  ['TRUONG-04', 'integer', 'error', 'Không phải số nguyên', 'Chỉ ghi chữ số, không dấu chấm, không dấu phẩy.'],
  ['TRUONG-05', 'decimal', 'error', 'Không phải số hợp lệ', 'Ghi số với dấu chấm thập phân, không phân cách hàng nghìn.'],
  ['TRUONG-06', 'date', 'error', 'Ngày không hợp lệ', 'Ghi ngày có thật theo dạng yyyyMMdd.'],
  ['TRUONG-07', 'datetime', 'error', 'Thời điểm không hợp lệ', 'Ghi thời điểm có thật theo dạng yyyyMMddHHmm, 24 giờ.'],
  ['TRUONG-08', 'unlisted', 'error', 'Mã không có trong danh mục', 'Chọn lại mã theo danh mục còn hiệu lực tại ngày của hồ sơ.'],
  ['TRUONG-09', 'shape', 'error', 'Sai dạng mã', 'Sửa mã theo dạng quy định của trường.'],
  ['TRUONG-11', 'remark', 'info', 'Mã chưa thấy trong danh mục chưa đủ', 'Kiểm tra lại mã; danh mục trong máy chưa đầy đủ nên đây chỉ là lời nhắc.'],
  ['TRUONG-12', 'odd-shape', 'warning', 'Dạng mã khác thường', 'Đối chiếu mã với quy định của trường; sửa nếu gõ nhầm.'],
  ['TRUONG-13', 'spaces', 'info', 'Khoảng trắng thừa trong mã', 'Bỏ khoảng trắng, dấu tab ở đầu và cuối mã.'],
  ['TRUONG-15', 'range', 'error', 'Giá trị ngoài khoảng cho phép', 'Sửa giá trị về trong khoảng cho phép.'],
  ['TRUONG-17', 'separator', 'warning', 'Danh sách viết sai', 'Ghi các phần tử nối bằng dấu ";", không khoảng trắng, không phần tử rỗng.'],
  ['TRUONG-20', 'reserve', 'info', 'Trường dự phòng có nội dung', 'Để trống trường dự phòng nếu chưa có hướng dẫn dùng.'],
];

/** Each looks only at its share of one common pass over all fields. */
export const FIELD_RULES: readonly Rule[] = FAMILIES.map(([code, family, severity, title, remedy]) => ({
  code,
  title,
  group: 'structure',
  severity,
  ...QD130,
  decidedBy: 'NGAY_RA',
  remedy,
  tables: [],
  check: (context, report) => {
    for (const issue of fieldIssues(context).get(family) ?? []) report(issue.place, issue.message);
  },
}));
