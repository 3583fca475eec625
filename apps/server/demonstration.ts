import type { NewAccount } from '#platform/identity';

/** Who can sign in to a demonstration: one account for each role that people have. The facilities are those of the synthetic province. */
export const DEMONSTRATION_ACCOUNTS: readonly (Omit<NewAccount, 'password'> & { readonly note: string })[] = [
  { user: 'benhvien', displayName: 'Bệnh viện tỉnh (minh hoạ)', role: 'facility', facility: '62990', note: 'Nộp và xem hồ sơ của bệnh viện' },
  { user: 'tram', displayName: 'Trạm Y tế xã (minh hoạ)', role: 'facility', facility: '62981', note: 'Nộp và xem hồ sơ của trạm' },
  { user: 'so', displayName: 'Sở Y tế (minh hoạ)', role: 'department', facility: null, note: 'Xem toàn tỉnh, xác định người bệnh trùng, giữ danh mục' },
  { user: 'quantri', displayName: 'Quản trị (minh hoạ)', role: 'admin', facility: null, note: 'Giữ tài khoản, danh mục và máy chủ' },
];
