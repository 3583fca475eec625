import assert from 'node:assert/strict';
import test from 'node:test';
import type { Finding, Rule } from '../model/index.ts';
import { check, checkWith } from './engine.ts';
import { dossierOf, plainCatalogues } from './fixture.ts';
import { RULES } from './rules/index.ts';
import { validAssessment, validCheckin, validStay, type Tables } from './valid.ts';

const LISTS = { 'XML12.KHAM_GIAM_DINH': [['1']], 'XML12.DANG_HUONG_CHE_DO': [['4']] } as const;
const OPTIONS = { asOf: '20260901' };
const catalogues = plainCatalogues({ lists: LISTS });
const run = (tables: Tables, kind: 'claim' | 'checkin' | 'assessment' = 'claim'): Finding[] => check(dossierOf(tables, { kind, createdOn: '20260806' }), catalogues, OPTIONS);
const loud = (findings: readonly Finding[]): readonly string[] => findings.filter(({ severity }) => severity !== 'info').map(({ rule, message }) => `${rule}: ${message}`);

test('dossiers without a fault give nothing louder than a remark', () => {
  assert.deepEqual(loud(run(validStay())), []);
  assert.deepEqual(loud(run(validCheckin(), 'checkin')), []);
  assert.deepEqual(loud(run(validAssessment(), 'assessment')), []);
});

test('a rule that throws does not take the others down', () => {
  const [model] = RULES;
  assert.ok(model);
  const broken: Rule = { ...model, code: 'X-01', title: 'Hỏng', check: () => { throw new Error('bang'); } };
  const spoiled = { ...validStay(), XML2: [] };
  const findings = checkWith([broken, ...RULES], dossierOf(spoiled), catalogues, OPTIONS);
  assert.equal(findings.filter(({ rule, message }) => rule === 'HE-THONG-01' && message.includes('bang')).length, 1);
  assert.ok(findings.some(({ rule }) => rule === 'TONG-01'));
});

test('findings stand in the order of table, row, field', () => {
  const stay = validStay();
  const spoiled = { ...stay, XML3: stay.XML3?.map((row) => ({ ...row, T_BHTT: 'x', DON_VI_TINH: '' })) ?? [] };
  const places = run(spoiled).filter(({ table }) => table === 'XML3').map(({ row }) => row ?? 0);
  assert.deepEqual(places, [...places].sort((left, right) => left - right));
});

test('rules hold by the dates of the dossier, or of the day asked for', () => {
  const line = { SO_LUONG: '1', DON_GIA_BV: '1000', DON_GIA_BH: '1000', TYLE_TT_DV: '50', TYLE_TT_BH: '100', THANH_TIEN_BV: '1000', THANH_TIEN_BH: '500', NGAY_YL: '202403010800' };
  const dossier = dossierOf({ XML1: [{ NGAY_VAO: '202403010700', NGAY_RA: '202503010900' }], XML3: [line, { ...line, NGAY_YL: '202503010800' }] });
  const codes = (rulesOf?: string) => check(dossier, catalogues, { asOf: '20260901', ...(rulesOf && { rulesOf }) }).filter(({ rule }) => /^TIEN-0[3-8]$/.test(rule)).map(({ rule, row }) => `${rule}/${row}`);
  // Under QĐ 130 the hospital's total is not reduced by the ratio; since 4750 it is.
  assert.deepEqual(codes(), ['TIEN-05/2']);
  assert.deepEqual(codes('20240301'), []);
  assert.deepEqual(codes('20240801'), ['TIEN-04/1', 'TIEN-04/2']);
});

test('what cannot be decided is said once, as a remark', () => {
  const remarks = run(validStay()).filter(({ rule }) => rule === 'HE-THONG-02').map(({ message }) => message);
  assert.ok(remarks.some((message) => message.includes('danh mục thuốc')));
  assert.equal(new Set(remarks).size, remarks.length);
});

test('one mistyped year switches no rule off, and a dossier older than every rule is said to be unchecked', () => {
  const [first = {}] = validStay().XML1 ?? [];
  const mistyped = { ...validStay(), XML1: [{ ...first, NGAY_RA: '201008061000', T_THUOC: '1' }] };
  assert.ok(run(mistyped).some(({ rule }) => rule === 'TONG-01'));
  const old = check(dossierOf({ XML1: [{ NGAY_VAO: '201501010800', NGAY_RA: '201501020800' }] }), catalogues, OPTIONS);
  assert.deepEqual(old.map(({ rule }) => rule), ['HE-THONG-02']);
});

test('with every approved catalogue loaded the valid stay is still clean', () => {
  const approved = {
    drug: [['40.1021', { DON_GIA: '10000' }]], service: [['22.0121.1369', {}], ['K03.1917', {}], ['10.0506.0459', {}]], supply: [['N03.01.070.0001', {}]],
    bed: [['H012', {}]], staff: [['A1', {}], ['A2', {}]], machine: [['HH.1.S1', {}]],
  } as const;
  const findings = check(dossierOf(validStay(), { createdOn: '20260806' }), plainCatalogues({ approved }), OPTIONS);
  assert.deepEqual(findings.filter(({ rule }) => rule === 'HE-THONG-02' || rule.startsWith('DM-')), []);
});
