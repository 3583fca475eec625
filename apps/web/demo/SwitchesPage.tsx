import { Button, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Answer, FaultPanel, Page, TextLink } from '#platform/ui';
import { useDestinationWord } from '#platform/exchange/web';
import { setSwitches, switchesQuery } from './api.ts';
import type { Portal } from './api.ts';
import { useShellText } from '../text.ts';
import './switches.css';

const CHANCES = ['0', '0.1', '0.5', '1'] as const;
/** The nearest step at or above. */
const stepOf = (chance: number): string => CHANCES.find((one) => Number(one) >= chance) ?? '1';

/** Which failures the stand-ins of a demonstration play. */
export function SwitchesPage() {
  const say = useShellText();
  const switches = useQuery(switchesQuery);
  return (
    <Page title={say('switches.title')} path={[<TextLink key="a" to="/lien-thong">{say('exchange')}</TextLink>]}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('switches.lead')}</p>
        <Answer of={switches} what={say('switches.what')}>{({ portals }) => <>{portals.map((portal) => <PortalCard key={portal.name} portal={portal} />)}</>}</Answer>
      </div>
    </Page>
  );
}

function PortalCard({ portal }: { portal: Portal }) {
  const say = useShellText();
  const word = useDestinationWord();
  const client = useQueryClient();
  const set = useMutation({ mutationFn: (chances: Readonly<Record<string, number>>) => setSwitches(portal.name, chances), onSuccess: () => client.invalidateQueries({ queryKey: ['switches'] }) });
  const now = Object.fromEntries(portal.switches.map((one) => [one.name, one.chance]));
  return (
    <section className="ye-card ye-stack" aria-label={word(portal.name)}>
      <div className="ye-row"><h2>{word(portal.name)}</h2><Button className="ye-push" size="compact-sm" variant="default" disabled={set.isPending} onClick={() => set.mutate({})}>{say('switches.off')}</Button></div>
      {portal.switches.map((one) => (
        <div key={one.name} className="ye-switch">
          <span>{one.text}</span>
          <SegmentedControl size="xs" aria-label={`${word(portal.name)}: ${one.text}`} value={stepOf(one.chance)} disabled={set.isPending} onChange={(value) => set.mutate({ ...now, [one.name]: Number(value) })}
            data={CHANCES.map((chance) => ({ value: chance, label: chance === '0' ? say('switches.never') : `${Number(chance) * 100} %` }))} />
        </div>
      ))}
      {set.error ? <FaultPanel error={set.error} /> : null}
    </section>
  );
}
