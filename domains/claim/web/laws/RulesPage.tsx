import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fold } from '#platform/catalogue/rules';
import { CatalogueTabs } from '#platform/catalogue/web';
import { Answer, Empty, formatDay, Page, Period, SeverityMark, Table, TextLink, today } from '#platform/ui';
import { rulesQuery } from '../api.ts';
import type { RuleLine } from '../api.ts';
import { useClaimText } from '../text.ts';

export function RulesPage() {
  const say = useClaimText();
  const [wanted, setWanted] = useState('');
  const rules = useQuery(rulesQuery);
  const fits = (rule: RuleLine) => fold(wanted).split(' ').every((word) => fold(`${rule.code} ${rule.title} ${rule.groupTitle} ${rule.remedy}`).includes(word));
  return (
    <Page title={say('rules.title')}>
      <CatalogueTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('rules.lead')}</p>
        <TextInput label={say('rules.search')} description={say('rules.searchHint')} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} maw={420} />
        <Answer of={rules} what={say('rules.what')}>{(all) => <Groups rules={all.filter(fits)} />}</Answer>
      </div>
    </Page>
  );
}

function Groups({ rules }: { rules: readonly RuleLine[] }) {
  const say = useClaimText();
  if (rules.length === 0) return <Empty title={say('rules.none')}>{say('rules.noneText')}</Empty>;
  const titles = [...new Set(rules.map((rule) => rule.groupTitle))];
  return (
    <>
      <p role="status" className="ye-small ye-quiet">{say('rules.count', { count: rules.length })}</p>
      {titles.map((title) => (
        <section key={title} className="ye-stack">
          <h2>{title}</h2>
          <Table fold label={title} columns={[say('rules.code'), say('rules.name'), say('rules.severity'), say('law'), say('rules.valid')]}>
            {rules.filter((rule) => rule.groupTitle === title).map((rule) => (
              <tr key={rule.code}>
                <td className="ye-code ye-nowrap">{rule.code}</td><td>{rule.title}<div className="ye-small ye-quiet">{rule.remedy}</div></td><td><SeverityMark severity={rule.severity} /></td>
                <td>{rule.law === null ? '' : <TextLink to="/danh-muc/can-cu" search={{ dieu: typeof rule.law === 'string' ? rule.law : rule.law.key }}>{typeof rule.law === 'string' ? rule.law : [rule.law.document, rule.law.article].filter((part) => part !== '').join(', ')}</TextLink>}</td>
                <td><Period from={formatDay(rule.validFrom)} to={rule.validTo === null ? null : formatDay(rule.validTo)} standing={rule.validFrom <= today()} /></td>
              </tr>
            ))}
          </Table>
        </section>
      ))}
    </>
  );
}
