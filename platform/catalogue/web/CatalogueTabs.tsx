import { Link } from '@tanstack/react-router';
import { may, meQuery } from '#platform/identity/web';
import { useQuery } from '@tanstack/react-query';
import { useCatalogueText } from './text.ts';

const exact = { exact: true } as const;

/** From one part of the catalogues to another. */
export function CatalogueTabs() {
  const say = useCatalogueText();
  const me = useQuery(meQuery);
  // Whoever came by the link of an article alone stays with it.
  if (!may(me.data, 'catalogue.read')) return null;
  return (
    <nav className="ye-tabs" aria-label={say('tabs')}>
      <Link to="/danh-muc" activeOptions={exact}>{say('tab.lists')}</Link>
      {may(me.data, 'facility-catalogue.read') ? <Link to="/danh-muc/co-so">{say('tab.approved')}</Link> : null}
      <Link to="/danh-muc/quy-tac">{say('tab.rules')}</Link>
      <Link to="/danh-muc/can-cu" activeOptions={{ includeSearch: false }}>{say('tab.law')}</Link>
    </nav>
  );
}
