import { useQuery } from '@tanstack/react-query';
import { LawName } from '#platform/catalogue/web';
import { Answer, formatDay, formatMoment, Mark, Page, Period, Table, today } from '#platform/ui';
import { policiesQuery } from '../api.ts';
import type { Policies } from '../api.ts';
import { useAccessText, useAccessWord } from '../text.ts';
import { PolicyDesk } from './PolicyDesk.tsx';
import '../access.css';

/** *Chính sách truy cập*: for the administrator. The text, what it stands on, what was put in force before. */
export function PoliciesPage() {
  const say = useAccessText();
  const policies = useQuery(policiesQuery);
  return (
    <Page title={say('policies.title')}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('policies.lead')}</p>
      <Answer of={policies} what={say('policies.what')}>{(found) => (
        <div className="ye-stack">
          <PolicyDesk key={found.text} policies={found} />
          <History of={found.history} />
          <Bases of={found.bases} />
          <Classes of={found.classes} />
        </div>
      )}</Answer>
    </Page>
  );
}

function History({ of: history }: { of: Policies['history'] }) {
  const say = useAccessText();
  return (
    <section className="ye-stack" aria-labelledby="lich-su"><h2 id="lich-su">{say('history')}</h2>
      {history.length === 0 ? <p className="ye-quiet">{say('history.none')}</p> : (
        <Table fold label={say('history')} columns={[say('history.from'), say('column.reason'), say('column.who'), say('history.at')]}>
          {history.map((one) => <tr key={`${one.validFrom} ${one.madeAt}`}><td data-label={say('history.from')} className="ye-figures">{formatDay(one.validFrom)} {one.validFrom > today() ? <Mark tone="info">{say('history.later')}</Mark> : null}</td><td data-label={say('column.reason')} className="ye-wrap">{one.reason}</td><td data-label={say('column.who')}>{one.madeBy}</td><td data-label={say('history.at')} className="ye-figures">{formatMoment(one.madeAt)}</td></tr>)}
        </Table>
      )}
    </section>
  );
}

function Valid({ from, to }: { from: string; to: string | null }) {
  return <Period from={formatDay(from)} to={to === null ? null : formatDay(to)} standing={from <= today()} />;
}

function Bases({ of: bases }: { of: Policies['bases'] }) {
  const say = useAccessText();
  const word = useAccessWord();
  return (
    <section className="ye-stack" aria-labelledby="cac-can-cu"><h2 id="cac-can-cu">{say('bases')}</h2><p className="ye-small ye-quiet">{say('bases.lead')}</p>
      <Table fold label={say('bases')} columns={[say('column.basis'), say('column.code'), say('column.purposes'), say('column.law'), say('column.valid')]}>
        {bases.map((one) => (
          <tr key={one.basis}><td className="ye-strong">{one.display}</td><td data-label={say('column.code')} className="ye-code">{one.basis}</td><td data-label={say('column.purposes')} className="ye-wrap">{one.purposes.filter((purpose) => purpose !== 'test').map((purpose) => word('purpose', purpose)).join(', ')}</td>
            <td data-label={say('column.law')}><LawName law={one.law} /></td><td data-label={say('column.valid')} className="ye-figures"><Valid from={one.validFrom} to={one.validTo} /></td></tr>
        ))}
      </Table>
    </section>
  );
}

function Classes({ of: classes }: { of: Policies['classes'] }) {
  const say = useAccessText();
  return (
    <section className="ye-stack" aria-labelledby="nhom-bao-ve"><h2 id="nhom-bao-ve">{say('classes')}</h2><p className="ye-small ye-quiet">{say('classes.lead')}</p>
      <Table fold label={say('classes')} columns={[say('column.class'), say('column.code'), say('column.kept'), say('column.law'), say('column.valid')]}>
        {classes.map((one) => (
          <tr key={one.class}><td className="ye-strong">{one.display}</td><td data-label={say('column.code')} className="ye-code">{one.class}</td><td data-label={say('column.kept')}>{say(one.sealed ? 'classes.sealed' : 'classes.plain')}</td>
            <td data-label={say('column.law')}><LawName law={one.law} /></td><td data-label={say('column.valid')} className="ye-figures"><Valid from={one.validFrom} to={one.validTo} /></td></tr>
        ))}
      </Table>
    </section>
  );
}
