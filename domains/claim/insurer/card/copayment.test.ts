import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCopayment } from './copayment.ts';

const code = (GhiChu: string): string => { const read = readCopayment({ status: 200, body: JSON.stringify({ MaKetQua: '500', GhiChu, DataCCT: [] }) }); return read.outcome === 'coded' ? read.code : read.outcome; };

test('a 500 is a blocked account where its words say so, and an error of the system where they only name an account, a department or a diagnosis', () => {
  for (const note of ['Tài khoản bị khóa', 'TÀI KHOẢN ĐÃ BỊ KHOÁ', 'Tai khoan bi khoa', 'Tài khoản đang bị tạm khóa', 'Tài khoản đã khóa', 'Khóa tài khoản do gọi quá nhiều', 'Truy cập bị chặn']) assert.equal(code(note), '500-khoa', note);
  for (const note of ['Lỗi hệ thống khi kiểm tra tài khoản', 'Tài khoản: hệ thống bận', 'Không lấy được chẩn đoán', 'Lỗi dữ liệu khoa khám bệnh', 'Không tìm thấy khóa phiên làm việc', '']) assert.equal(code(note), '500', note);
});
