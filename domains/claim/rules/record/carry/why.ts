/** Why R4 has no element for a field. The table of docs/claim-fhir.md groups by these. */
export const WHY = {
  insurance: 'Quy tắc thanh toán BHYT của Việt Nam (phạm vi, tỷ lệ, phương thức, đấu thầu); Claim của R4 không có phần tử',
  split: 'Số tiền chia theo nguồn chi trả; R4 chỉ có ở ClaimResponse, là câu trả lời của quỹ chứ không phải đề nghị của cơ sở',
  period: 'Kỳ quyết toán, mốc thẻ 5 năm, miễn cùng chi trả; R4 không có',
  paper: 'Dữ liệu của mẫu giấy Việt Nam (số sê-ri, người ký, chế độ nghỉ); Composition không có phần tử',
  programme: 'Phân loại, mốc của chương trình HIV, lao; R4 không có phần tử riêng',
  citizen: 'Dữ liệu dân cư Việt Nam (dân tộc, nghề nghiệp, quốc tịch, mã xã); R4 Patient chỉ mở bằng extension',
  medicine: 'Dạng, hàm lượng, chế biến của thuốc: R4 chỉ có ở Medication; thêm một tài nguyên cho mỗi dòng sẽ che mã thuốc khỏi tìm kiếm',
  moment: 'Thời điểm ra y lệnh: phần tử thời gian của tài nguyên đã giữ lúc thực hiện',
  disability: 'Kết quả giám định y khoa Việt Nam; R4 không có',
  birth: 'Dữ liệu giấy chứng sinh về lần sinh; R4 không có phần tử trên giấy',
  order: 'Số thứ tự do phần mềm ghi, khi khác vị trí của dòng',
  reserve: 'Trường dự phòng, chưa có nghĩa',
  outcome: 'Kết quả, phương pháp điều trị, lời dặn của đợt; Encounter của R4 không có',
  detail: 'Chi tiết kỹ thuật của dòng (máy, giường, vô cảm, vị trí, gói vật tư); phần tử R4 đòi một tài nguyên cơ sở không có',
} as const;

export type Why = keyof typeof WHY;
