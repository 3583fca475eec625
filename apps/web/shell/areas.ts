import { IconAddressBook, IconBooks, IconFileImport, IconPlugConnected, IconSend, IconShieldCheck, IconEye, IconSunHigh, IconUserShield, IconUsersGroup } from '@tabler/icons-react';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';

/** The work areas in the order of the rail, each with the grant that opens it. */
export const AREAS = [
  { key: 'today', to: '/', Icon: IconSunHigh, action: null },
  { key: 'intakes', to: '/nhan-ho-so', Icon: IconFileImport, action: 'intake.read' },
  { key: 'people', to: '/nguoi-dan', Icon: IconAddressBook, action: 'person.search' },
  { key: 'cases', to: '/cho-xac-dinh', Icon: IconUsersGroup, action: 'person-case.read' },
  { key: 'exchange', to: '/lien-thong', Icon: IconSend, action: 'exchange.read' },
  { key: 'programs', to: '/chuong-trinh', Icon: IconPlugConnected, action: 'program.read' },
  { key: 'catalogues', to: '/danh-muc', Icon: IconBooks, action: 'catalogue.read' },
  { key: 'accounts', to: '/tai-khoan', Icon: IconUserShield, action: 'account.read' },
  { key: 'audit', to: '/nhat-ky', Icon: IconShieldCheck, action: 'audit.read' },
  { key: 'accesses', to: '/ai-da-xem', Icon: IconEye, action: 'my-record.accesses' },
] as const;

/** Areas that the rail of a phone has room for (`shell.css`); the others stand in the account menu there. */
export const ON_PHONE = 4;

/** Those that this account may open: a station sees a station. */
export function areasOf(me: Me | undefined): (typeof AREAS)[number][] {
  return AREAS.filter((area) => area.action === null || may(me, area.action));
}
