import { Button } from '@mantine/core';
import { IconClockPause, IconEye, IconSend } from '@tabler/icons-react';
import { GatewayAccountLine } from '#domains/claim/insurer/web';
import { useDestinationWord } from '#platform/exchange/web';
import { dayOf, facilityWords, formatDay, formatMoment, Mark } from '#platform/ui';
import { AccountActions } from './AccountActions.tsx';
import type { DoorAccount, Mode } from './api.ts';
import type { Connected, Going } from './facilities.ts';
import { useDoorText } from './text.ts';
import { useWayWords } from './words.ts';

const ICONS = { copy: IconEye, relay: IconSend, hold: IconClockPause } as const;

/** @param onMode absent: this account may not change who sends */
export function FacilityRow({ connected, mayKeep, onMode }: { connected: Connected; mayKeep: boolean; onMode?: () => void }) {
  const say = useDoorText();
  const open = connected.accounts.filter((one) => one.closedAt === null);
  const shown = open.length > 0 ? open : connected.accounts.slice(0, 1);
  return (
    <tr>
      <td><strong>{facilityWords(connected.facility)}</strong></td>
      <td data-label={say('column.modes')}>
        <div className="ye-stack" style={{ gap: 6 }}>
          {connected.going.map((one) => <GoingLine key={one.destination} going={one} />)}
          <GatewayAccountLine facility={connected.facility} />
          {onMode ? <div><Button size="compact-sm" variant="default" onClick={onMode}>{say('modeChange')}</Button></div> : null}
        </div>
      </td>
      <td data-label={say('column.account')}>{shown.length === 0 ? <span className="ye-quiet">{say('noAccount')}</span> : shown.map((one) => <AccountFacts key={one.id} account={one} mayKeep={mayKeep} />)}</td>
      <td data-label={say('column.last')}>{shown.map((one) => <LastCall key={one.id} account={one} />)}</td>
    </tr>
  );
}

function GoingLine({ going }: { going: Going }) {
  const say = useDoorText();
  const destination = useDestinationWord();
  return (
    <div>
      <div className="ye-small ye-quiet">{destination(going.destination)}</div>
      {going.now === undefined ? <ModeMark mode="copy" /> : <ModeMark mode={going.now.mode} />}{' '}
      <span className="ye-small">{going.now === undefined ? '' : going.isDefault ? say('modeDefault') : say('modeSince', { day: formatDay(going.now.from) })}</span>
      {going.now === undefined || going.isDefault || going.now.reason === '' ? null : <div className="ye-small ye-quiet">{going.now.reason}</div>}
      {going.next === undefined ? null : <div className="ye-small">{say('modeNext', { day: formatDay(going.next.from), mode: say(`mode.${going.next.mode}`) })}</div>}
    </div>
  );
}

function ModeMark({ mode }: { mode: Mode }) {
  const say = useDoorText();
  const Icon = ICONS[mode];
  return <Mark tone={mode === 'copy' ? 'neutral' : 'info'} icon={<Icon size={16} aria-hidden />}>{say(`mode.${mode}`)}</Mark>;
}

function AccountFacts({ account, mayKeep }: { account: DoorAccount; mayKeep: boolean }) {
  const say = useDoorText();
  const closed = account.closedAt;
  return (
    <div className="ye-stack" style={{ gap: 4 }}>
      <div><strong className="ye-code">{account.username}</strong> <Mark tone={closed === null ? 'good' : 'neutral'}>{closed === null ? say('open') : say('closed', { day: formatDay(dayOf(closed)) })}</Mark></div>
      <div className="ye-small ye-quiet">{say('since', { day: formatDay(account.validFrom) })}{account.validTo === null ? '' : ` ${say('until', { day: formatDay(account.validTo) })}`}</div>
      <div className="ye-code ye-small">{account.addresses.map((one) => <div key={one}>{one}</div>)}</div>
      {mayKeep && closed === null ? <AccountActions account={account} /> : null}
    </div>
  );
}

function LastCall({ account }: { account: DoorAccount }) {
  const say = useDoorText();
  const words = useWayWords();
  if (account.lastAt === null) return <span className="ye-quiet">{say('never')}</span>;
  return (
    <div>
      {formatMoment(account.lastAt)}
      <div className="ye-small ye-quiet">{account.lastFrom === null ? '' : say('lastFrom', { address: account.lastFrom })}</div>
      <div className="ye-small ye-quiet">{words(account.lastWay ?? '')}</div>
      <div className="ye-small">{say('received', { count: account.received })}</div>
    </div>
  );
}
