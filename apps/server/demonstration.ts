import type { NewAccount } from '#platform/identity';

/** Who can sign in to a demonstration: one account for each role that people have. */
export const DEMONSTRATION_ACCOUNTS: readonly Omit<NewAccount, 'password'>[] = [
  { user: 'tram', displayName: 'Cơ sở khám chữa bệnh (trình diễn)', role: 'facility', facility: '89001' },
  { user: 'so', displayName: 'Sở Y tế (trình diễn)', role: 'department', facility: null },
  { user: 'quantri', displayName: 'Quản trị (trình diễn)', role: 'admin', facility: null },
];
