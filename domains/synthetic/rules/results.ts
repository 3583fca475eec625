import type { Row } from '#domains/claim/rules';
import { randomOf } from './random.ts';
import type { Draft } from './draft.ts';
import { later } from './lines.ts';
import { need, type World } from './world.ts';

/** Indices of a test with plausible ranges, in tenths: name, unit, low, high. */
const INDICES: Record<string, readonly (readonly [string, string, number, number])[]> = {
  cbc: [['WBC', 'G/L', 45, 130], ['RBC', 'T/L', 36, 55], ['HGB', 'g/L', 1050, 1600], ['PLT', 'G/L', 1500, 3900]],
  glucose: [['Glucose', 'mmol/L', 45, 110]], creatinin: [['Creatinin', 'µmol/L', 500, 1100]], ure: [['Urê', 'mmol/L', 30, 80]],
  ast: [['AST (GOT)', 'U/L', 150, 600]], alt: [['ALT (GPT)', 'U/L', 150, 600]], triglycerid: [['Triglycerid', 'mmol/L', 8, 35]],
  hba1c: [['HbA1c', '%', 55, 95]], 'dien-giai': [['Na+', 'mmol/L', 1350, 1450], ['K+', 'mmol/L', 35, 50], ['Cl-', 'mmol/L', 980, 1070]],
};
const WORDS: Record<string, readonly string[]> = {
  'nuoc-tieu': ['Protein âm tính', 'Hồng cầu âm tính'], hiv: ['Âm tính'], afb: ['Dương tính 1+', 'Âm tính'],
};
const IMAGES: Record<string, readonly [string, string]> = {
  'xquang-nguc': ['Hình ảnh tim phổi thẳng, rốn phổi hai bên đậm', 'Theo dõi viêm phế quản'],
  'sieu-am-bung': ['Gan, mật, tuỵ, lách, hai thận không thấy bất thường', 'Siêu âm ổ bụng chưa thấy bất thường'],
  'sieu-am-thai': ['Một thai trong buồng tử cung, tim thai 145 lần/phút', 'Thai phát triển phù hợp tuổi thai'],
  'dien-tim': ['Nhịp xoang đều 78 lần/phút', 'Điện tim trong giới hạn bình thường'],
};

/** XML4: a row an index, or one for an image. */
export function resultRows(world: World, draft: Draft): Row[] {
  const random = randomOf(`results/${draft.id}`);
  const rows = draft.services.flatMap((line): Row[] => {
    const code = need(world.services, line.key).MA_DICH_VU;
    const base = {
      MA_DICH_VU: code, MA_CHI_SO: code, NGAY_KQ: line.result ?? later(line.done ?? later(line.at, 15), 20), MA_BS_DOC_KQ: (line.performer ?? draft.doctor).licence,
    };
    const image = IMAGES[line.key];
    if (image) return [{ ...base, TEN_CHI_SO: need(world.services, line.key).TEN_DICH_VU, MO_TA: image[0], KET_LUAN: image[1] }];
    const word = WORDS[line.key];
    if (word) return [{ ...base, TEN_CHI_SO: need(world.services, line.key).TEN_DICH_VU, GIA_TRI: random.pick(word) }];
    return (INDICES[line.key] ?? []).map(([name, unit, low, high]) => ({
      ...base, TEN_CHI_SO: name, GIA_TRI: (random.between(low, high) / 10).toFixed(1), DON_VI_DO: unit,
    }));
  });
  return rows.map((row, i) => ({ STT: String(i + 1), ...row }));
}
