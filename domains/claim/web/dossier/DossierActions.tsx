import { Button, Menu } from '@mantine/core';
import { IconDownload, IconHistory } from '@tabler/icons-react';
import { formatMoment, MenuLink } from '#platform/ui';
import { fileAddress } from '../api.ts';
import type { DossierSheet } from '../api.ts';
import { useClaimText } from '../text.ts';

/** Beside the title: other revisions, and the file as it was received. */
export function DossierActions({ sheet, asked, current }: { sheet: DossierSheet; asked: string; current: number }) {
  const say = useClaimText();
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target><Button variant="default" size="compact-md" leftSection={<IconHistory size={16} aria-hidden />}>{say('revision')} {sheet.revision}{sheet.revisions.length > 1 ? ` / ${sheet.revisions.length}` : ''}</Button></Menu.Target>
        <Menu.Dropdown>
          {sheet.revisions.toSorted((a, b) => b.revision - a.revision).map((each) => (
            <MenuLink key={each.revision} to="/ho-so/$id" params={{ id: asked }} search={each.revision === current ? {} : { ban: each.revision }}>
              {say('revision.line', { revision: each.revision, at: formatMoment(each.receivedAt) })}{each.current ? ` (${say('revision.current')})` : ''}{sheet.corrections.some((one) => one.revision === each.revision) ? ` – ${say('corrected.mark')}` : ''} <span className="ye-code">{each.sha256.slice(0, 12)}</span>
            </MenuLink>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button component="a" href={fileAddress(asked, sheet.revision === current ? undefined : sheet.revision)} download variant="default" size="compact-md" leftSection={<IconDownload size={16} aria-hidden />}>{say(sheet.corrections.some((one) => one.revision === sheet.revision) ? 'download.made' : 'download')}</Button>
    </>
  );
}
