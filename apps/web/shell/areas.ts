import { IconAddressBook, IconBooks, IconEmergencyBed, IconReportMedical, IconFileImport, IconFlask, IconGavel, IconId, IconLockAccess, IconPlugConnected, IconSend, IconShieldCheck, IconEye, IconSunHigh, IconUserShield, IconUsersGroup } from '@tabler/icons-react';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';

/** The work areas in the order of the rail, each with the grant that opens it. */
export const AREAS = [
  { key: 'ownRecord', to: '/', Icon: IconReportMedical, action: 'my-record.read' },
  { key: 'today', to: '/', Icon: IconSunHigh, action: null },
  { key: 'intakes', to: '/nhan-ho-so', Icon: IconFileImport, action: 'intake.read' },
  { key: 'people', to: '/nguoi-dan', Icon: IconAddressBook, action: 'person.search' },
  { key: 'cases', to: '/cho-xac-dinh', Icon: IconUsersGroup, action: 'person-case.read' },
  { key: 'emergency', to: '/mo-khan-cap', Icon: IconEmergencyBed, action: 'emergency.list' },
  { key: 'exchange', to: '/lien-thong', Icon: IconSend, action: 'exchange.read' },
  { key: 'cards', to: '/tra-the', Icon: IconId, action: 'card.lookup' },
  { key: 'lab', to: '/phong-thu', Icon: IconFlask, action: 'conformance.run' },
  { key: 'programs', to: '/chuong-trinh', Icon: IconPlugConnected, action: 'program.read' },
  { key: 'catalogues', to: '/danh-muc', Icon: IconBooks, action: 'catalogue.read' },
  { key: 'accounts', to: '/tai-khoan', Icon: IconUserShield, action: 'account.read' },
  { key: 'policies', to: '/chinh-sach-truy-cap', Icon: IconGavel, action: 'access-policy.read' },
  { key: 'audit', to: '/nhat-ky', Icon: IconShieldCheck, action: 'audit.read' },
  { key: 'accesses', to: '/ai-da-xem', Icon: IconEye, action: 'my-record.accesses' },
  { key: 'mayAccess', to: '/ai-duoc-xem', Icon: IconLockAccess, action: 'my-record.who' },
] as const;

/** Areas that the rail of a phone has room for (`shell.css`); the others stand in the account menu there. */
export const ON_PHONE = 4;

/** Those that this account may open: a station sees a station, a citizen his record where others see the day's work. */
export function areasOf(me: Me | undefined): (typeof AREAS)[number][] {
  return AREAS.filter((area) => (area.key === 'today' ? !may(me, 'my-record.read') : area.action === null || may(me, area.action)));
}
