import type { WantedAccount } from '#platform/identity';

/** Who can sign in to a demonstration: one account for each role that people have. The facilities are those of the synthetic province. */
export const DEMONSTRATION_ACCOUNTS: readonly (WantedAccount & { readonly note: string })[] = [
  { user: 'benhvien', displayName: 'Bệnh viện tỉnh (minh hoạ)', role: 'facility', facility: '62990', note: 'Nộp và xem hồ sơ của bệnh viện' },
  { user: 'tram', displayName: 'Trạm Y tế xã (minh hoạ)', role: 'facility', facility: '62981', note: 'Nộp và xem hồ sơ của trạm' },
  { user: 'haicoso', displayName: 'Văn thư hai nơi (minh hoạ)', role: 'facility', facility: '62990', also: [{ role: 'facility', facility: '62981' }], note: 'Làm ở bệnh viện và ở trạm, chọn nơi làm việc' },
  { user: 'bacsi', displayName: 'Bác sĩ bệnh viện (minh hoạ)', role: 'doctor', facility: '62990', note: 'Tìm người bệnh, xem hồ sơ điều trị' },
  { user: 'dieuduong', displayName: 'Điều dưỡng trạm (minh hoạ)', role: 'nurse', facility: '62981', note: 'Tìm người bệnh, xem hồ sơ của trạm' },
  { user: 'so', displayName: 'Sở Y tế (minh hoạ)', role: 'department', facility: null, note: 'Xem toàn tỉnh, xác định người bệnh trùng, giữ danh mục' },
  { user: 'thanhtra', displayName: 'Thanh tra (minh hoạ)', role: 'inspector', facility: null, note: 'Xem ai đã làm gì, không xem hồ sơ' },
  { user: 'nguoidan', displayName: 'Người dân (minh hoạ)', role: 'citizen', facility: null, note: 'Xem hồ sơ của chính mình' },
  { user: 'quantri', displayName: 'Quản trị (minh hoạ)', role: 'admin', facility: null, note: 'Giữ tài khoản, danh mục và máy chủ' },
];
