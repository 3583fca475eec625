import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { memoryCatalogues, parseTable } from '#platform/catalogue/rules';
import { referenceArticles, referenceVersions } from '#platform/catalogue/server';
import { dueBy, readClock } from './clock.ts';
import { consequenceOf, owedRule } from './owed-rule.ts';

/** As an administrator would put it in: a draft that became law. */
const DRAFT = [
  { code: 'draft:dossier:visit.closed', display: 'bảy ngày', validFrom: '20180301', validTo: '20261231', attributes: { who: 'all', clock: 'working-days:7 before-day:5', basis: 'TT48.2017' } },
  { code: 'draft:dossier:visit.closed', display: 'ba giờ', validFrom: '20270101', validTo: null, attributes: { who: 'all', clock: 'hours:3', basis: 'TT48.2017' } },
];
const versions = referenceVersions();
const catalogues = memoryCatalogues({ versions: [...versions, { list: 'exchange-rule', validFrom: '20180301', validTo: null, complete: false, entries: () => DRAFT }] });
const cases = parseTable(readFileSync(new URL('clock-cases.tsv', import.meta.url), 'utf8'));

test('sixty days and their deadlines, by rule and article', () => {
  assert.ok(cases.length >= 60, String(cases.length));
  for (const { rule = '', who, from = '', due, basis, why } of cases) {
    const found = owedRule(catalogues, rule, who === 'insured', from, '20261127');
    assert.deepEqual([found === undefined ? '-' : found.due ?? 'null', found?.basis ?? '-'], [due, basis], `${rule} ${who} ${from}: ${why}`);
  }
});

test('every rule that is shipped has a clock that can be read, an article that is in force on its days, and says for whom', () => {
  const articles = new Map(referenceArticles().map((one) => [one.key, one]));
  const rules = versions.filter((one) => one.list === 'exchange-rule').flatMap((one) => one.entries());
  assert.ok(rules.length >= 7);
  for (const { code, validFrom, validTo, attributes: { who = '', clock = '', basis = '' } } of rules) {
    assert.ok(readClock(clock), code);
    assert.ok(['insured', 'uninsured', 'all'].includes(who), code);
    const article = articles.get(basis);
    assert.ok(article !== undefined && article.validFrom <= validFrom, `${code}: ${basis}`);
    assert.ok(article.validTo === null || (validTo !== null && validTo <= article.validTo), `${code}: ${basis}`);
  }
});

test('what is no clock is none', () => {
  for (const text of ['', 'hours', 'hours:', 'hours:-1', 'hours:1.5', 'hours:99999', 'before-day:0', 'before-day:29', 'end-of-day:1', 'weeks:1', 'hours:1,days:1']) assert.equal(readClock(text), undefined, text);
});

const day = fc.date({ min: new Date('2018-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map((one) => one.toISOString().slice(0, 10).replaceAll('-', ''));
test('a deadline is never before its event; more time is never earlier; several words: the earliest of them', () => {
  const off = (on: string) => catalogues.isDayOff(on);
  const word = fc.oneof(fc.integer({ min: 0, max: 60 }).chain((n) => fc.constantFrom(`hours:${n}`, `days:${n}`, `working-days:${n}`)), fc.integer({ min: 1, max: 28 }).map((n) => `before-day:${n}`), fc.constant('end-of-day'));
  const due = (clock: string, from: string): string => dueBy(readClock(clock) ?? [], from, off) ?? assert.fail(clock);
  fc.assert(fc.property(day, fc.array(word, { minLength: 1, maxLength: 3 }), (from, words) => {
    const all = words.map((one) => due(one, from));
    assert.equal(due(words.join(' '), from), [...all].sort()[0]);
    assert.ok(Date.parse(all[0] ?? '') >= Date.parse(`${from.slice(0, 4)}-${from.slice(4, 6)}-${from.slice(6)}T00:00:00+07:00`));
  }));
  fc.assert(fc.property(day, fc.integer({ min: 0, max: 30 }), fc.constantFrom('hours', 'days', 'working-days'), (from, n, word) => assert.ok(due(`${word}:${n + 1}`, from) > due(`${word}:${n}`, from))));
});

test('what follows from a receipt is said with its hour: the record in VNeID within a day', () => {
  const received = Date.parse('2026-11-26T15:30:00+07:00');
  assert.deepEqual(consequenceOf(catalogues, 'bhxh:dossier:visit.closed', received), { what: 'Hồ sơ hiện trên VNeID của người bệnh', by: '2026-11-27T15:30:00+07:00', basis: 'QD31.2026' });
  assert.equal(consequenceOf(catalogues, 'bhxh:check-in:visit.opened', received), undefined);
  assert.equal(consequenceOf(catalogues, 'bhxh:dossier:visit.closed', Date.parse('2025-11-26T15:30:00+07:00')), undefined);
});
