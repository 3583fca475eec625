import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import type { Article } from '#platform/catalogue/rules';
import type { Tx } from '#platform/db';
import type { Context } from '#platform/room';
import { referenceArticles } from './reference.ts';
import { bump } from './revision.ts';

const articleRow = z.object({
  key: z.string(), title: z.string(), document: z.string(), article: z.string(), valid_from: z.string(), valid_to: z.string().nullable(),
  replaces: z.string(), source: z.string(), confidence: z.string(),
}).transform((row): Article => ({
  key: row.key, title: row.title, document: row.document, article: row.article, validFrom: row.valid_from, validTo: row.valid_to,
  replaces: row.replaces, source: row.source, confidence: row.confidence,
}));

/** Brings the articles of `<folder>/law/articles.tsv` in. @returns whether anything was new */
export async function importLaw(context: Pick<Context, 'db'>, folder: string, policy: Policy): Promise<boolean> {
  const file = join(folder, 'law', 'articles.tsv');
  if (!existsSync(file)) return false;
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const same = await context.db.bookkeeping('catalogue', (tx) => tx.query('select law_sha256 = $1 as same from catalogue_state', [sha256], z.object({ same: z.boolean() })));
  if (same[0]?.same) return false;
  const articles = referenceArticles(folder);
  await context.db.withAccess(policy, { action: 'catalogue.import', target: 'catalogue/law' }, async (tx) => {
    const column = (of: (article: Article) => string | null): (string | null)[] => articles.map(of);
    await tx.run(
      `insert into law_article (key, title, document, article, valid_from, valid_to, replaces, source, confidence, sort)
       select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::int[])
       on conflict (key) do update set title = excluded.title, document = excluded.document, article = excluded.article, valid_from = excluded.valid_from,
         valid_to = excluded.valid_to, replaces = excluded.replaces, source = excluded.source, confidence = excluded.confidence, sort = excluded.sort`,
      [column((a) => a.key), column((a) => a.title), column((a) => a.document), column((a) => a.article), column((a) => a.validFrom), column((a) => a.validTo),
        column((a) => a.replaces), column((a) => a.source), column((a) => a.confidence), articles.map((_, i) => i)]);
    await tx.run('update catalogue_state set law_sha256 = $1', [sha256]);
    await bump(tx);
  });
  return true;
}

/** All articles, in the order of their file. */
export function readArticles(tx: Tx): Promise<Article[]> {
  return tx.query('select key, title, document, article, valid_from, valid_to, replaces, source, confidence from law_article order by sort, key', [], articleRow);
}
