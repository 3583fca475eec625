import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { parseTable } from '#platform/catalogue/rules';
import { RULES } from './rules/index.ts';
import { LEFT_OUT, TOPICS } from './topics/index.ts';

const REPOSITORY = new URL('../../../../', import.meta.url);

test('every rule has a code of its own and speaks Vietnamese', () => {
  const codes = RULES.map((rule) => rule.code);
  assert.deepEqual(codes.filter((code, index) => codes.indexOf(code) !== index), []);
  for (const rule of RULES) {
    assert.match(rule.title, /\S/, rule.code);
    assert.match(rule.remedy, /\.$/, rule.code);
  }
});

test('the dates of every rule lie inside those of its article', () => {
  const articles = new Map(parseTable(readFileSync(new URL('reference/law/articles.tsv', REPOSITORY), 'utf8')).map((row) => [row['key'], row]));
  for (const rule of RULES) {
    const article = articles.get(rule.law);
    assert.ok(article, `${rule.code}: ${rule.law} is not in articles.tsv`);
    assert.ok((article['valid_from'] ?? '') <= rule.validFrom, `${rule.code} begins before ${rule.law}`);
    if (article['valid_to']) assert.ok(rule.validTo !== null && rule.validTo <= article['valid_to'], `${rule.code} outlives ${rule.law}`);
  }
});

test('every published topic is a rule or is left out with a reason', { skip: existsSync(new URL('../shared/', REPOSITORY)) ? false : 'not available' }, () => {
  const published = parseTable(readFileSync(new URL('../shared/standards/claim-xml/rejection-topics-cv266.tsv', REPOSITORY), 'utf8')).map((row) => row['topic'] ?? '');
  const ours = [...TOPICS.map(({ topic }) => topic), ...LEFT_OUT.map(({ topic }) => topic)];
  assert.deepEqual([...ours].sort(), [...published].sort());
  assert.ok(TOPICS.length >= 20);
});
