import { Button, SegmentedControl, Textarea } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, FaultPanel, formatMoment, formatNumber, Mark, Page, Pager, Table, TextLink } from '#platform/ui';
import { may, meQuery } from '#platform/identity/web';
import { ALERT_STATES, alertsQuery, decideAlert, STEP } from './api.ts';
import type { Alert, AlertState } from './api.ts';
import { useAuditText } from './text.ts';
import { useAlertWord, useTrailWord } from './words.ts';
import './audit.css';

/** *Cảnh báo xem bất thường*: a list to work off. */
export function AlertsPage() {
  const say = useAuditText();
  const [state, setState] = useState<AlertState>('new');
  const [offset, setOffset] = useState(0);
  const me = useQuery(meQuery);
  const alerts = useQuery({ ...alertsQuery(state, offset), placeholderData: keepPreviousData });
  const label = (one: AlertState): string => say('alerts.tab', { state: say(`alerts.${one}`), count: formatNumber(alerts.data?.counts[one] ?? 0) });
  return (
    <Page title={say('alerts')} path={[<TextLink key="log" to="/nhat-ky">{say('log')}</TextLink>]}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('alerts.lead')}</p>
        <div className="ye-slide"><SegmentedControl aria-label={say('alerts')} value={state} onChange={(value) => { setState(ALERT_STATES.find((one) => one === value) ?? 'new'); setOffset(0); }} data={ALERT_STATES.map((one) => ({ value: one, label: label(one) }))} /></div>
        <Answer of={alerts} what={say('alerts.what')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('alerts.none')}>{say('alerts.noneText')}</Empty> : (
          <>
            <Table fold label={say('alerts')} columns={[say('column.at'), say('column.who'), say('column.what'), say('alerts.reason')]}>
              {items.map((one) => <AlertRow key={one.id} alert={one} decides={may(me.data, 'audit-alert.decide')} />)}
            </Table>
            <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={setOffset} />
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}

function AlertRow({ alert, decides }: { alert: Alert; decides: boolean }) {
  const say = useAuditText();
  const word = useTrailWord();
  const words = useAlertWord();
  return (
    <tr className="ye-alert-row">
      <td data-label={say('column.at')} className="ye-figures">{formatMoment(alert.at)}</td>
      <td data-label={say('column.who')}>{alert.name}<div className="ye-small ye-quiet">{word('role', alert.role)}{alert.unit === null ? '' : `, ${alert.unit.name}`}</div></td>
      <td data-label={say('column.what')}><Mark tone={alert.rule === 'mass' || alert.rule === 'break-glass' ? 'error' : 'warning'}>{words(alert)}</Mark>{alert.basis === null ? null : <div className="ye-small ye-quiet">{say('basis', { basis: alert.basis })}</div>}</td>
      <td data-label={say('alerts.reason')}>
        {alert.reason === null ? null : <div className="ye-small">{say('alerts.by', { name: alert.decidedBy ?? '', at: alert.decidedAt === null ? '' : formatMoment(alert.decidedAt), reason: alert.reason })}</div>}
        {decides && alert.state !== 'closed' ? <Decide alert={alert} /> : null}
      </td>
    </tr>
  );
}

/** Letters that a reason has at least, as the server asks. */
const SHORTEST = 5;

function Decide({ alert }: { alert: Alert }) {
  const say = useAuditText();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const decide = useMutation({ mutationFn: (state: 'seen' | 'closed') => decideAlert(alert.id, { state, reason: reason.trim() }), onSuccess: () => client.invalidateQueries({ queryKey: ['audit', 'alerts'] }) });
  if (!open) return <Button size="compact-md" variant="default" onClick={() => setOpen(true)}>{say('alerts.decide')}</Button>;
  const short = reason.trim().length < SHORTEST;
  return (
    <div className="ye-stack" style={{ gap: 6 }}>
      <Textarea label={say('alerts.reason')} description={say('alerts.reasonHint')} value={reason} autosize minRows={2} onChange={(event) => setReason(event.currentTarget.value)} />
      <div className="ye-row">
        {alert.state === 'new' ? <Button size="compact-md" variant="default" disabled={short} loading={decide.isPending} onClick={() => decide.mutate('seen')}>{say('alerts.see')}</Button> : null}
        <Button size="compact-md" disabled={short} loading={decide.isPending} onClick={() => decide.mutate('closed')}>{say('alerts.close')}</Button>
        <Button size="compact-md" variant="subtle" onClick={() => setOpen(false)}>{say('cancel')}</Button>
      </div>
      {decide.error === null ? null : <FaultPanel error={decide.error} />}
    </div>
  );
}
