import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconBuildingHospital, IconCheck, IconKeyboard, IconLockAccess, IconLogout, IconSwitchHorizontal, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { may, signOut, stationQuery, SwitchDialog, usePlaceWords, useRoleWord } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { chooseLanguage, forgetAll, language, LANGUAGES } from '#platform/ui';
import { useShellText } from '../text.ts';
import { areasOf, ON_PHONE } from './areas.ts';

const LOOKS = ['auto', 'light', 'dark'] as const;

/** On a phone the areas that its rail has no room for; language, look, shortcuts, the way out. */
export function MeMenu({ me, onHelp }: { me: Me | undefined; onHelp: () => void }) {
  const say = useShellText();
  const role = useRoleWord();
  const place = usePlaceWords();
  const station = useQuery(stationQuery);
  const [switching, setSwitching] = useState(false);
  const client = useQueryClient();
  const router = useRouter();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = async () => {
    await signOut().catch(() => undefined);
    forgetAll();
    await router.navigate({ to: '/dang-nhap' });
    client.clear();
  };
  const tick = (on: boolean) => (on ? <IconCheck size={16} aria-hidden /> : <span style={{ width: 16, display: 'inline-block' }} />);
  return (
    <>
    <Menu position="bottom-end" width={250} shadow="md">
      <Menu.Target><UnstyledButton className="ye-me" aria-label={say('menu', { name: me?.displayName ?? '' })}><IconUserCircle size={24} stroke={1.6} aria-hidden /><span className="ye-desk">{me?.displayName}</span></UnstyledButton></Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me?.displayName}{me ? ` – ${role(me.role)}` : ''}{me?.facility ? `, ${me.facility.name}` : ''}</Menu.Label>
        {areasOf(me).slice(ON_PHONE).map(({ key, to, Icon }) => <Menu.Item key={key} className="ye-phone" leftSection={<Icon size={16} aria-hidden />} onClick={() => void router.navigate({ to })}>{say(key)}</Menu.Item>)}
        <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={() => void router.navigate({ to: '/tai-khoan-cua-toi' })}>{say('ownAccount')}</Menu.Item>
        {may(me, 'access.mine') && !may(me, 'my-record.read') ? <Menu.Item leftSection={<IconLockAccess size={16} aria-hidden />} onClick={() => void router.navigate({ to: '/toi-duoc-xem' })}>{say('mayIsee')}</Menu.Item> : null}
        {me && me.places.length > 1 ? <Menu.Item leftSection={<IconBuildingHospital size={16} aria-hidden />} title={me.place ? place(me.place) : undefined} onClick={() => void router.navigate({ to: '/tai-khoan-cua-toi' })}>{say('changePlace')}</Menu.Item> : null}
        {station.data?.station ? <Menu.Item leftSection={<IconSwitchHorizontal size={16} aria-hidden />} onClick={() => setSwitching(true)}>{say('switchUser')}</Menu.Item> : null}
        <Menu.Divider />
        {LANGUAGES.map((each) => <Menu.Item key={each} lang={each} leftSection={tick(language() === each)} onClick={() => chooseLanguage(each)}>{say(`language.${each}`)}</Menu.Item>)}
        <Menu.Divider />
        {LOOKS.map((each) => <Menu.Item key={each} leftSection={tick(colorScheme === each)} onClick={() => setColorScheme(each)}>{say(`look.${each}`)}</Menu.Item>)}
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>{say('shortcuts')}</Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>{say('signOut')}</Menu.Item>
        {me?.version ? <Menu.Label>{say('version', { version: me.version })}</Menu.Label> : null}
      </Menu.Dropdown>
    </Menu>
    {switching ? <SwitchDialog onClose={() => setSwitching(false)} onDone={() => { setSwitching(false); forgetAll(); void router.navigate({ to: '/' }); void router.invalidate(); }} onFull={() => void leave()} /> : null}
    </>
  );
}
