import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SHIPPED } from '#platform/access';
import { referenceArticles } from '#platform/catalogue/server';
import { compiledText, TARGET } from './compile-policies.ts';

test('compiled.json is what the policies and the list of bases compile to', async () => {
  assert.equal(readFileSync(TARGET, 'utf8'), await compiledText());
});

test('every legal basis names an article that is in force as long as it is', () => {
  const articles = new Map(referenceArticles().map((one) => [one.key, one]));
  for (const one of SHIPPED.bases) {
    const article = articles.get(one.law);
    assert.ok(article !== undefined, one.law);
    assert.ok(article.validFrom <= one.validFrom, `${one.basis} begins before ${one.law}`);
    assert.ok(article.validTo === null || (one.validTo !== null && one.validTo <= article.validTo), `${one.basis} ends after ${one.law}`);
  }
});
