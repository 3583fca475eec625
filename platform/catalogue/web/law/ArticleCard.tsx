import { formatDay, Period, today } from '#platform/ui';
import type { LawArticle } from '../api.ts';
import { useValueWord } from '../lists/attribute-words.ts';
import { useCatalogueText } from '../text.ts';

/** The one article that a finding, rule or list points to. */
export function ArticleCard({ article }: { article: LawArticle }) {
  const say = useCatalogueText();
  const word = useValueWord();
  return (
    <section className="ye-card ye-stack" aria-label={say('law.chosen')}>
      <h2>{[article.document, article.article].filter((part) => part !== '').join(', ')}</h2>
      <p>{article.title}</p>
      <dl className="ye-facts">
        <div><dt>{say('valid')}</dt><dd><Period from={formatDay(article.validFrom)} to={article.validTo === null || article.validTo === '' ? null : formatDay(article.validTo)} standing={article.validFrom <= today()} /></dd></div>
        {article.replaces ? <div><dt>{say('law.replaces')}</dt><dd>{article.replaces}</dd></div> : null}
        {article.source ? <div><dt>{say('source')}</dt><dd>{article.source}</dd></div> : null}
        {article.confidence ? <div><dt>{say('law.confidence')}</dt><dd>{word(article.confidence)}</dd></div> : null}
      </dl>
    </section>
  );
}
