import { TextLink } from '#platform/ui';
import { useAccountsText } from './text.ts';

export function AccountTabs() {
  const say = useAccountsText();
  return (
    <nav className="ye-tabs" aria-label={say('title')}>
      <TextLink to="/tai-khoan" activeOptions={{ exact: true }} underline="never">{say('title')}</TextLink><TextLink to="/tai-khoan/nhap-excel" underline="never">{say('import')}</TextLink><TextLink to="/tai-khoan/sap-nhap" underline="never">{say('mergers')}</TextLink>
    </nav>
  );
}
