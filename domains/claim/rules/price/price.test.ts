import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { formatMoney, parseMoney } from '../money/index.ts';
import { split } from './amounts.ts';
import { price } from './price.ts';
import { dossierOf, plainCatalogues } from '../check/fixture.ts';

const VISIT = {
  MA_THE_BHYT: 'GD4790000000001', GT_THE_TU: '20260101', GT_THE_DEN: '20261231', MA_DOITUONG_KCB: '1.1',
  NGAY_VAO: '202608030800', NGAY_RA: '202608031000', MA_LOAI_KCB: '01',
};
const DRUG = { SO_LUONG: '1000', DON_GIA: '1000', TYLE_TT_BH: '100', PHAM_VI: '1', NGAY_YL: '202608030830', MA_PTTT: '1' };

test('a line over the small-cost limit is split by the level of the card', () => {
  const { lines, totals, missing } = price(dossierOf({ XML1: [VISIT], XML2: [DRUG] }), plainCatalogues());
  assert.deepEqual(missing, []);
  assert.equal(lines[0]?.MUC_HUONG, '80');
  assert.equal(lines[0]?.T_BHTT, '800000');
  assert.equal(lines[0]?.T_BNCCT, '200000');
  assert.deepEqual(totals, {
    T_THUOC: '1000000', T_VTYT: '0', T_TONGCHI_BV: '1000000', T_TONGCHI_BH: '1000000',
    T_BNTT: '0', T_BNCCT: '200000', T_BHTT: '800000', T_NGUONKHAC: '0', T_BHTT_GDV: '800000',
  });
});

test('a small visit on route is paid in full, strictly below 15 % of the base salary', () => {
  const at = (quantity: string) => price(dossierOf({ XML1: [VISIT], XML2: [{ ...DRUG, SO_LUONG: quantity }] }), plainCatalogues()).lines[0]?.MUC_HUONG;
  assert.equal(at('379.499'), '100');
  assert.equal(at('379.5'), '80');
});

test('off route the rate of the code counts even for a small visit, and by the date of the visit', () => {
  const at = (day: string) =>
    price(dossierOf({ XML1: [{ ...VISIT, MA_DOITUONG_KCB: '1.13', NGAY_VAO: `${day}0800`, NGAY_RA: `${day}1000` }], XML2: [{ ...DRUG, SO_LUONG: '1', NGAY_YL: `${day}0830` }] }), plainCatalogues()).lines[0]?.MUC_HUONG;
  assert.equal(at('20260630'), '0');
  assert.equal(at('20260701'), '40');
});

test('two cards in one stay: each line has the card of its day', () => {
  const cards = { MA_THE_BHYT: 'GD4790000000001;AK2790000000001', GT_THE_TU: '20260101;20260805', GT_THE_DEN: '20260804;20261231' };
  const stay = { ...VISIT, ...cards, NGAY_RA: '202608071000', MA_LOAI_KCB: '03' };
  const { lines } = price(dossierOf({ XML1: [stay], XML2: [DRUG, { ...DRUG, NGAY_YL: '202608050800' }] }), plainCatalogues());
  assert.deepEqual(lines.map((line) => line.MUC_HUONG), ['80', '100']);
});

test('exempt from co-payment: 100 from that day to the end of the year', () => {
  const { lines } = price(dossierOf({ XML1: [{ ...VISIT, NGAY_RA: '202608051000', NGAY_MIEN_CCT: '20260804' }], XML2: [DRUG, { ...DRUG, NGAY_YL: '202608040800' }] }), plainCatalogues());
  assert.deepEqual(lines.map((line) => line.MUC_HUONG), ['80', '100']);
});

test('what cannot be decided is said, never guessed', () => {
  const unknown = price(dossierOf({ XML1: [{ ...VISIT, MA_DOITUONG_KCB: '7.2' }], XML2: [DRUG] }), plainCatalogues());
  assert.equal(unknown.lines[0]?.MUC_HUONG, undefined);
  assert.equal(unknown.lines[0]?.THANH_TIEN_BV, '1000000');
  assert.match(unknown.missing.join(), /7\.2/);
  assert.equal(unknown.totals.T_BHTT, undefined);
});

test("the ministry's example of aid to the facility", () => {
  const line = { ...DRUG, SO_LUONG: '1', DON_GIA: '10000000', TYLE_TT_BH: '50', T_NGUONKHAC_VTNN: '3000000' };
  const { lines } = price(dossierOf({ XML1: [VISIT], XML2: [line] }), plainCatalogues(), { aid: 'b' });
  assert.deepEqual([lines[0]?.THANH_TIEN_BH, lines[0]?.T_BHTT, lines[0]?.T_BNCCT, lines[0]?.T_BNTT], ['3500000', '2800000', '700000', '3500000']);
});

test('aid for the patient is taken off own payment, co-payment, fund in this order', () => {
  const at = (aid: bigint) => split({ total: 1000n, insured: 800n }, 8000n, aid, 'a');
  assert.deepEqual(at(100n), { ownPay: 100n, coPay: 160n, fund: 640n, aid: 100n });
  assert.deepEqual(at(300n), { ownPay: 0n, coPay: 60n, fund: 640n, aid: 300n });
  assert.deepEqual(at(400n), { ownPay: 0n, coPay: 0n, fund: 600n, aid: 400n });
});

const amount = fc.integer({ min: 0, max: 10 ** 11 }).map((value) => `${Math.trunc(value / 1000)}.${String(value % 1000).padStart(3, '0')}`);
const cents = (text: string | undefined): bigint => parseMoney(text ?? '') ?? assert.fail(`no amount: ${text}`);

test('every line and every total balances, whatever the numbers', () => {
  const line = fc.record({ quantity: amount, price: amount, cut: fc.integer({ min: 0, max: 100 }), service: fc.constantFrom('100', '80', '50', '30', '0'), rate: fc.integer({ min: 0, max: 100 }), aid: fc.integer({ min: 0, max: 100 }), kind: fc.constantFrom('1', '2') });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('a' as const, 'b' as const, 'c' as const), fc.constantFrom('GD4', 'HT3', 'AK2', 'TE1'), (drawn, kind, card) => {
      const rows = drawn.map((draw) => ({
        SO_LUONG: draw.quantity, DON_GIA: draw.price, TYLE_TT_BH: String(draw.rate), PHAM_VI: draw.kind, NGAY_YL: '202608030830', MA_PTTT: '1',
        // Whole đồng of aid, never more than the line is worth.
        T_NGUONKHAC_CL: formatMoney((cents(formatMoney((BigInt(draw.quantity.replace('.', '')) * BigInt(draw.price.replace('.', ''))) / 10_000n)) * BigInt(draw.aid)) / 200n),
      }));
      const priced = price(dossierOf({ XML1: [{ ...VISIT, MA_THE_BHYT: `${card}790000000001` }], XML2: rows }), plainCatalogues(), { aid: kind });
      for (const { THANH_TIEN_BV, T_BNTT, T_BNCCT, T_BHTT, T_NGUONKHAC } of priced.lines) {
        assert.equal(cents(T_BNTT) + cents(T_BNCCT) + cents(T_BHTT) + cents(T_NGUONKHAC), cents(THANH_TIEN_BV));
      }
      const { T_TONGCHI_BV, T_BNTT, T_BNCCT, T_BHTT, T_NGUONKHAC } = priced.totals;
      assert.equal(cents(T_BNTT) + cents(T_BNCCT) + cents(T_BHTT) + cents(T_NGUONKHAC), cents(T_TONGCHI_BV));
    }),
  );
});
