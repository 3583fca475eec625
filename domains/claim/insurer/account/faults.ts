import { defineFaults } from '#platform/fault';

export const GATEWAY_FAULTS = defineFaults({
  noAccount: {
    code: 'gateway.no-account', status: 404,
    vi: 'Không có tài khoản cổng giám định này, hoặc đã đóng.', en: 'There is no such account at the gateway, or it was closed.',
    when: 'an account of a facility at the insurer’s gateway is to be closed that is not there or is closed',
    remedy: 'Tải lại trang.',
  },
});
