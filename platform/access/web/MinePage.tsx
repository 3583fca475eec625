import { useQuery } from '@tanstack/react-query';
import { LawName } from '#platform/catalogue/web';
import { may, meQuery } from '#platform/identity/web';
import { Answer, ButtonLink, formatDay, Page, Period, Table, today } from '#platform/ui';
import { mineQuery } from './api.ts';
import type { Mine } from './api.ts';
import { useAccessText, useCallerWord } from './text.ts';
import './access.css';

/** *Tôi được xem gì*: by which bases this account sees records now. */
export function MinePage() {
  const say = useAccessText();
  const me = useQuery(meQuery);
  const mine = useQuery(mineQuery);
  return (
    <Page title={say('mine.title')} actions={may(me.data, 'emergency.open') ? <ButtonLink variant="default" to="/mo-khan-cap">{say('emergency')}</ButtonLink> : null}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('mine.lead')}</p>
      <Answer of={mine} what={say('mine.what')}>{(found) => <div className="ye-stack"><Standing mine={found} place={me.data?.facility?.name} /><Bases mine={found} /><Rights mine={found} /></div>}</Answer>
    </Page>
  );
}

function Standing({ mine, place }: { mine: Mine; place: string | undefined }) {
  const say = useAccessText();
  const role = useCallerWord();
  const strength = ([1, 2, 3] as const).find((one) => one === mine.strength) ?? 1;
  return (
    <dl className="ye-facts ye-card">
      <div><dt>{say('mine.role')}</dt><dd>{role(mine.role)}</dd></div>
      <div><dt>{say('mine.place')}</dt><dd>{place ?? mine.facility ?? say('province')}</dd></div>
      <div><dt>{say('mine.strength')}</dt><dd>{say(`strength.${strength}`)}</dd></div>
    </dl>
  );
}

function Bases({ mine }: { mine: Mine }) {
  const say = useAccessText();
  return (
    <section className="ye-stack" aria-labelledby="can-cu"><h2 id="can-cu">{say('mine.bases')}</h2>
      {mine.bases.length === 0 ? <p className="ye-quiet">{say('mine.noBases')}</p> : (
        <Table fold label={say('mine.bases')} columns={[say('column.basis'), say('column.law'), say('column.valid')]}>
          {mine.bases.map((one) => (
            <tr key={one.basis}><td className="ye-strong">{one.display}</td><td data-label={say('column.law')}><LawName law={one.law} /></td>
              <td data-label={say('column.valid')} className="ye-figures"><Period from={formatDay(one.validFrom)} to={one.validTo === null ? null : formatDay(one.validTo)} standing={one.validFrom <= today()} /></td></tr>
          ))}
        </Table>
      )}
    </section>
  );
}

function Rights({ mine }: { mine: Mine }) {
  const say = useAccessText();
  return (
    <section className="ye-card ye-stack" aria-labelledby="quyen-rieng"><h2 id="quyen-rieng">{say('mine.rights')}</h2>
      {mine.rights.length === 0 ? <p className="ye-quiet">{say('mine.noRights')}</p>
        : <ul className="ye-plain">{mine.rights.map((one) => <li key={one.class}><span className="ye-strong">{one.display}</span> <span className="ye-small"><LawName law={one.law} /></span></li>)}</ul>}
    </section>
  );
}
