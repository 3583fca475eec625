import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DayInput } from '#platform/ui';
import { meQuery } from '#platform/identity/web';
import { placesQuery } from './api.ts';
import { chosen } from '#platform/exchange/rules';
import type { MaybeSearch, MessageSearch } from '#platform/exchange/rules';
import { useExchangeText } from './text.ts';
import { KINDS, useDestinationWord, useKindWord } from './words.ts';

/** Which messages are shown: by kind, receiver, facility and day of the event. What is chosen stands in the address, so that it can be passed on. */
export function Filter({ search }: { search: MessageSearch }) {
  const say = useExchangeText();
  const [kindWord, destinationWord] = [useKindWord(), useDestinationWord()];
  const go = useNavigate();
  const me = useQuery(meQuery);
  const places = useQuery(placesQuery);
  const set = (change: MaybeSearch): void => { void go({ to: '/lien-thong', search: chosen({ ...search, ...change }), replace: true }); };
  const { noiNhan, loai, coSo, ngay } = search;
  // A receiver that is connected no longer may still have messages.
  const receivers = [...new Set([...(places.data?.items ?? []).map((one) => one.name), ...(noiNhan === undefined ? [] : [noiNhan])])];
  return (
    <div className="ye-filter" role="group" aria-label={say('filter')}>
      <Select label={say('kind')} placeholder={say('all')} value={loai ?? null} clearable data={KINDS.map((value) => ({ value, label: kindWord(value) }))} onChange={(value) => set({ loai: value ?? undefined })} />
      <Select label={say('destination')} placeholder={say('all')} value={noiNhan ?? null} clearable data={receivers.map((value) => ({ value, label: destinationWord(value) }))} onChange={(value) => set({ noiNhan: value ?? undefined })} />
      {/* Whoever works at one facility sees only that one. */}
      {me.data?.facility ? null : <TextInput label={say('filter.facility')} placeholder={say('filter.facilityHint')} key={coSo ?? ''} defaultValue={coSo ?? ''} maxLength={10} onBlur={(event) => set({ coSo: event.currentTarget.value.trim() || undefined })}
        onKeyDown={(event) => { if (event.key === 'Enter') set({ coSo: event.currentTarget.value.trim() || undefined }); }} />}
      <DayInput label={say('filter.day')} value={(ngay ?? '').replaceAll('-', '')} onChange={(day) => set({ ngay: day === '' ? undefined : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` })} />
      {[noiNhan, loai, coSo, ngay].some((one) => one !== undefined) ? <Button variant="default" onClick={() => set({ noiNhan: undefined, loai: undefined, coSo: undefined, ngay: undefined })}>{say('filter.clear')}</Button> : null}
    </div>
  );
}
