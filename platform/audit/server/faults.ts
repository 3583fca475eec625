import { defineFaults } from '#platform/fault';

export const AUDIT_FAULTS = defineFaults({
  notSealed: {
    code: 'audit.not-sealed', status: 409,
    vi: 'Lần xem này chưa vào mốc đã ký.', en: 'This access is not yet under a signed checkpoint.',
    when: 'a proof is asked for an event that no checkpoint covers yet',
    remedy: 'Chờ khoảng hai phút rồi tải lại.',
  },
});
