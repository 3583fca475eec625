import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { fold } from '#platform/catalogue/rules';
import { Answer, Empty, formatDay, Page, Period, Table, today } from '#platform/ui';
import { lawEndingQuery, lawQuery } from '../api.ts';
import type { LawArticle } from '../api.ts';
import { CatalogueTabs } from '../CatalogueTabs.tsx';
import { useCatalogueText } from '../text.ts';
import { ArticleCard } from './ArticleCard.tsx';

const here = getRouteApi('/trong/danh-muc/can-cu');

export function LawPage() {
  const say = useCatalogueText();
  const { dieu } = here.useSearch();
  const [wanted, setWanted] = useState('');
  const law = useQuery(lawQuery);
  const ending = useQuery(lawEndingQuery);
  const chosen = law.data?.find((article) => article.key === dieu);
  const fits = (article: LawArticle) => fold(wanted).split(' ').every((word) => fold(`${article.key} ${article.document} ${article.article} ${article.title}`).includes(word));
  return (
    <Page title={say('law.title')}>
      <CatalogueTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('law.lead')}</p>
        {chosen ? <ArticleCard article={chosen} /> : null}
        <section className="ye-stack" aria-labelledby="sap-het"><h2 id="sap-het">{say('law.ending')}</h2>
          <Answer of={ending} what={say('law.what')}>{(items) => (items.length === 0 ? <p className="ye-quiet">{say('law.endingNone')}</p> : <Articles label={say('law.ending')} articles={items} />)}</Answer></section>
        <h2>{say('law.all')}</h2>
        <TextInput label={say('law.search')} type="search" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} maw={420} />
        <Answer of={law} what={say('law.what')}>{(items) => <Articles label={say('law.all')} articles={items.filter(fits)} />}</Answer>
      </div>
    </Page>
  );
}

function Articles({ label, articles }: { label: string; articles: readonly LawArticle[] }) {
  const say = useCatalogueText();
  if (articles.length === 0) return <Empty title={say('law.none')}>{say('law.noneText')}</Empty>;
  return (
    <Table fold label={label} columns={[say('law.document'), say('law.article'), say('law.content'), say('valid'), say('law.replaces')]}>
      {articles.map((article) => (
        <tr key={article.key}>
          <td className="ye-nowrap">{article.document}<div className="ye-code ye-quiet">{article.key}</div></td><td>{article.article}</td><td>{article.title}</td>
          <td><Period from={formatDay(article.validFrom)} to={article.validTo === null || article.validTo === '' ? null : formatDay(article.validTo)} standing={article.validFrom <= today()} /></td><td data-label={say('law.replaces')}>{article.replaces ?? ''}</td>
        </tr>
      ))}
    </Table>
  );
}
