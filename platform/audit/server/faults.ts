import { defineFaults } from '#platform/fault';

export const AUDIT_FAULTS = defineFaults({
  notSealed: {
    code: 'audit.not-sealed', status: 409,
    vi: 'Lần xem này chưa vào mốc đã ký.', en: 'This access is not yet under a signed checkpoint.',
    when: 'a proof is asked for an event that no checkpoint covers yet',
    remedy: 'Chờ khoảng hai phút rồi tải lại.',
  },
  ownAlert: {
    code: 'audit.own-alert', status: 403,
    vi: 'Cảnh báo này nói về chính bạn.', en: 'This alert is about yourself.',
    when: 'somebody decides an alert about his own reading',
    remedy: 'Để người khác xem và quyết định.',
  },
  alertClosed: {
    code: 'audit.alert-closed', status: 409,
    vi: 'Cảnh báo này đã được đóng.', en: 'This alert is closed.',
    when: 'an alert that somebody closed with his reason is decided again',
    remedy: 'Tải lại trang để xem ai đã đóng và vì sao.',
  },
});
