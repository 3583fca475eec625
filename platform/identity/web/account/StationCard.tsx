import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { Answer, FaultPanel, formatMoment, Panel } from '#platform/ui';
import { stationQuery } from '../api.ts';
import type { Me } from '../api.ts';
import { closeStation, registerStation, stationsQuery } from './api.ts';
import { useAccountText } from './text.ts';

/** Registers the computer one sits at as shared, and shuts registered ones out. */
export function StationCard({ me }: { me: Me }) {
  const say = useAccountText();
  const client = useQueryClient();
  const station = useQuery(stationQuery);
  const stations = useQuery(stationsQuery);
  const [name, setName] = useState('');
  const [facility, setFacility] = useState('');
  const changed = () => { setName(''); for (const queryKey of [stationQuery.queryKey, stationsQuery.queryKey]) void client.invalidateQueries({ queryKey }); };
  const register = useMutation({ mutationFn: () => registerStation(name.trim(), me.facility ? undefined : facility.trim()), onSuccess: changed });
  const close = useMutation({ mutationFn: closeStation, onSuccess: changed });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); register.mutate(); };
  const here = station.data?.station ?? null;
  return (
    <section className="ye-card ye-stack">
      <h2>{say('station')}</h2>
      {here ? <Panel kind="info">{say('station.here', { name: here.name, facility: here.facility.name })}</Panel> : (
        <form className="ye-stack" onSubmit={submit} noValidate>
          <p className="ye-small ye-quiet">{say('station.text', { facility: me.facility?.name ?? '…' })}</p>
          {me.facility ? null : <TextInput label={say('station.facility')} value={facility} maxLength={10} maw={240} onChange={(event) => setFacility(event.currentTarget.value)} />}
          <TextInput label={say('station.name')} value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
          {register.error ? <FaultPanel error={register.error} /> : null}
          <div><Button type="submit" variant="default" disabled={register.isPending || name.trim() === ''}>{say('station.register')}</Button></div>
        </form>
      )}
      <h3>{say('station.list')}</h3>
      <Answer of={stations}>{({ items }) => (items.length === 0 ? <p className="ye-small ye-quiet">{say('station.none')}</p> : (
        <ul className="ye-todo">
          {items.map((one) => <li key={one.id}><div>{one.name} <span className="ye-small ye-quiet">{one.facility}, {formatMoment(one.seenAt)}</span></div><Button size="compact-md" variant="default" onClick={() => close.mutate(one.id)} aria-label={`${say('station.close')}: ${one.name}`}>{say('station.close')}</Button></li>)}
        </ul>
      ))}</Answer>
      {close.error ? <FaultPanel error={close.error} /> : null}
    </section>
  );
}
