import { codeSystem } from '#domains/person/rules';
import { at, each, ext, sameAs, type Carrier } from '../carry/carrier.ts';
import { code, decimal, dateTime, string, type Codec } from '../carry/codec.ts';
import { tableMap } from '../carry/frame.ts';
import { aboutVisit, resource } from '../carry/role.ts';
import { firstAndRest, note, practitioner, rowNumber } from '../carry/across.ts';

/** XML4 and XML5: what was found. */

/** A number is a quantity, all else a text; the unit stands where the number is, or beside the text. */
function value(quantity: string, codec: Codec, otherwise: Carrier, isNumber: (role: string) => boolean): Carrier {
  const number = at('result', quantity, codec);
  return {
    ...number, path: `${quantity} | ${otherwise.path}`,
    put: (frame, text) => {
      if (isNumber(text)) number.put(frame, text);
      else otherwise.put(frame, text);
    },
    get: (frame) => number.get(frame) ?? otherwise.get(frame),
  };
}

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const UNIT_BESIDE = ext('result', 'detail')('DON_VI_DO', 'claim-XML4');
const quantityUnit = at('result', 'valueQuantity.unit');
const unit: Carrier = {
  ...quantityUnit, path: 'valueQuantity.unit | extension[claim-XML4].extension[DON_VI_DO].valueString',
  put: (frame, text) => { if (frame.node('result')?.['valueQuantity'] === undefined) UNIT_BESIDE.put(frame, text); else quantityUnit.put(frame, text); },
  get: (frame) => quantityUnit.get(frame) ?? UNIT_BESIDE.get(frame),
};

export const XML4 = tableMap('XML4', 'result', { result: resource('Observation', (writer, frame) => ({ status: 'final', ...aboutVisit(writer, frame) })) }, {
  MA_LK: sameAs('MA_LK'), STT: rowNumber('result'), MA_DICH_VU: at('result', 'code.coding[system=service].code', code), MA_CHI_SO: at('result', 'code.coding[system=lab-test].code', code),
  TEN_CHI_SO: at('result', 'code.text'), GIA_TRI: value('valueQuantity.value', decimal, at('result', 'valueString', string), (text) => NUMBER.test(text.trim())), DON_VI_DO: unit,
  MO_TA: note('result', 'MO_TA'), KET_LUAN: note('result', 'KET_LUAN'), NGAY_KQ: at('result', 'effectiveDateTime', dateTime),
  MA_BS_DOC_KQ: each('result', 'performer', practitioner), DU_PHONG: ext('result', 'reserve'),
});

export const XML5 = tableMap('XML5', 'course', { course: resource('ClinicalImpression', (writer, frame) => ({ status: 'completed', code: { coding: [{ system: codeSystem('claim-table'), code: 'XML5' }] }, ...aboutVisit(writer, frame) })) }, {
  MA_LK: sameAs('MA_LK'), STT: rowNumber('course'), DIEN_BIEN_LS: at('course', 'summary'), GIAI_DOAN_BENH: note('course', 'GIAI_DOAN_BENH', 'Giai đoạn bệnh'),
  HOI_CHAN: note('course', 'HOI_CHAN', 'Hội chẩn'), PHAU_THUAT: note('course', 'PHAU_THUAT', 'Phẫu thuật, thủ thuật'), THOI_DIEM_DBLS: at('course', 'effectiveDateTime', dateTime),
  NGUOI_THUC_HIEN: firstAndRest('course', 'assessor', 'further-assessor'), DU_PHONG: ext('course', 'reserve'),
});
