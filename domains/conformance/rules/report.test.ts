import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RULES, type Finding } from '#domains/claim/rules';
import { reportOf, type FileResult, type Judge } from './index.ts';

const judge: Judge = { build: 'b', version: '1', asOf: '20261127', quotes: true };
const article = () => ({ document: 'QĐ 1', article: 'Điều 2' });
const codes = RULES.slice(0, 12);
const finding = fc.record({ at: fc.nat(codes.length - 1), severity: fc.constantFrom('error' as const, 'warning' as const, 'info' as const), row: fc.nat(3), message: fc.string({ maxLength: 8 }) })
  .map(({ at, severity, row, message }): Finding => ({ rule: codes[at]?.code ?? '', severity, table: 'XML1', row, field: 'MA_BENH_CHINH', related: [], message, law: 'X', remedy: 'sửa' }));
const file = fc.record({ name: fc.string({ minLength: 1, maxLength: 6 }), unreadable: fc.boolean(), dossiers: fc.array(fc.array(finding, { maxLength: 6 }), { maxLength: 4 }) })
  .map(({ name, unreadable, dossiers }): FileResult => ({ name, sha256: 'x', bytes: 1, unreadable: unreadable ? 'hỏng' : null, dossiers: unreadable ? [] : dossiers.map((findings, at) => ({ position: at + 1, maLk: '', findings })) }));
const files = fc.uniqueArray(file, { selector: (one) => one.name, maxLength: 6 });

test('the same files in any order give the same report', () => {
  fc.assert(fc.property(files, fc.infiniteStream(fc.nat()), (all, draws) => {
    const shuffled = all.map((one) => [draws.next().value ?? 0, one] as const).toSorted((a, b) => a[0] - b[0]).map(([, one]) => one);
    assert.deepEqual(reportOf(judge, shuffled, article), reportOf(judge, all, article));
  }));
});

test('counts add up: a dossier fails when it has an error, a file that cannot be read is one that fails; scores are shares', () => {
  fc.assert(fc.property(files, (all) => {
    const report = reportOf(judge, all, article);
    const dossiers = all.flatMap((one) => one.dossiers);
    const unreadable = all.filter((one) => one.unreadable !== null).length;
    const failing = dossiers.filter((one) => one.findings.some((each) => each.severity === 'error')).length + unreadable;
    assert.deepEqual([report.dossiers, report.failing], [dossiers.length + unreadable, failing]);
    assert.equal(report.score === 100, report.dossiers > 0 && failing === 0);
    assert.equal(report.rules.reduce((sum, rule) => sum + rule.count, 0), dossiers.reduce((sum, one) => sum + one.findings.length, 0));
    for (const group of report.groups) assert.ok(group.failing <= report.failing && group.score >= report.score);
    for (const rule of report.rules) assert.ok(rule.examples.length <= 3 && rule.dossiers <= rule.count);
  }));
});

test('without quotes no value of a dossier stands in the report', () => {
  const report = reportOf({ ...judge, quotes: false }, [{ name: 'a.xml', sha256: 'x', bytes: 1, unreadable: null, dossiers: [{ position: 1, maLk: 'M', findings: [{ rule: codes[0]?.code ?? '', severity: 'error', table: null, row: null, field: null, related: [], message: 'Nguyễn Văn Bịa', law: 'X', remedy: 'sửa' }] }] }], article);
  assert.doesNotMatch(JSON.stringify(report), /Bịa/u);
});
