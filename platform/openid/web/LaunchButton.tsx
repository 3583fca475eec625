import { Button, Menu } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { may, meQuery } from '#platform/identity/web';
import { FaultPanel } from '#platform/ui';
import { launch, launchableQuery } from './api.ts';
import { useOpenidText } from './text.ts';

/** “Mở bằng chương trình…” on a person's page: hands the person (and a visit) over to a program. Not there when nobody may or no program can. */
export function LaunchButton({ person, encounter }: { person: string; encounter?: string }) {
  const say = useOpenidText();
  const allowed = may(useQuery(meQuery).data, 'launch.create');
  const programs = useQuery({ ...launchableQuery, enabled: allowed });
  const open = useMutation({ mutationFn: (client: string) => launch(client, person, encounter), onSuccess: ({ to }) => { window.location.assign(to); } });
  if (!allowed || programs.data === undefined || programs.data.length === 0) return null;
  return (
    <div>
      <Menu>
        <Menu.Target><Button variant="default" leftSection={<IconExternalLink size={16} aria-hidden />} disabled={open.isPending}>{say('launch')}</Button></Menu.Target>
        <Menu.Dropdown aria-label={say('launch.programs')}>
          {programs.data.map((one) => <Menu.Item key={one.id} onClick={() => open.mutate(one.id)}>{one.name}</Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {open.error ? <FaultPanel error={open.error} /> : null}
    </div>
  );
}
