import { nameReasons } from '../names/index.ts';
import type { Field, Levels } from './fields.ts';
import type { Prepared } from './prepare.ts';

const NUMBER = { same: 'trùng', slip: 'lệch một chữ số', different: 'khác' } as const;

const TEXTS: { readonly [F in Field]: Readonly<Partial<Record<Levels[F], string>>> } = {
  family: { same: 'cùng họ', accents: 'cùng họ, một bên thiếu dấu', tones: 'họ khác dấu', initial: 'họ viết tắt', slip: 'họ gõ lệch một chữ', near: 'họ gần giống', different: 'khác họ' },
  middle: { same: 'cùng chữ lót', accents: 'cùng chữ lót, một bên thiếu dấu', tones: 'chữ lót khác dấu', initial: 'chữ lót viết tắt', slip: 'chữ lót gõ lệch một chữ', dropped: 'thiếu chữ lót', different: 'khác chữ lót' },
  given: { same: 'cùng tên', accents: 'cùng tên, một bên thiếu dấu', tones: 'tên khác dấu', initial: 'tên viết tắt', slip: 'tên gõ lệch một chữ', near: 'tên gần giống nhưng đều là tên thường gặp', different: 'khác tên' },
  order: { moved: 'đảo thứ tự các chữ trong họ tên' },
  birth: {
    day: 'cùng ngày sinh', month: 'cùng tháng sinh', year: 'cùng năm sinh, một bên chỉ biết năm', swap: 'đảo ngày và tháng sinh', digit: 'ngày sinh lệch một chữ số', near: 'năm sinh lệch một năm', far: 'khác ngày sinh',
  },
  sex: { same: 'cùng giới tính', different: 'khác giới tính' },
  citizenId: {
    same: 'trùng số định danh', slip: 'số định danh lệch một chữ số', different: 'khác số định danh', supports: 'số định danh phù hợp năm sinh và giới tính của bên kia', against: 'số định danh không hợp năm sinh hoặc giới tính của bên kia',
  },
  oldId: { same: `${NUMBER.same} số CMND cũ`, slip: `số CMND cũ ${NUMBER.slip}`, different: `${NUMBER.different} số CMND cũ` },
  insurance: { same: `${NUMBER.same} mã số BHXH`, slip: `mã số BHXH ${NUMBER.slip}`, different: `${NUMBER.different} mã số BHXH` },
  phone: { same: 'cùng số điện thoại', different: 'khác số điện thoại' },
  commune: { same: 'cùng xã (đã đối chiếu mã xã cũ và mới)', different: 'khác xã' },
  address: { same: 'cùng địa chỉ', similar: 'địa chỉ gần giống', different: 'khác địa chỉ' },
  mother: { same: 'cùng tên mẹ', close: 'tên mẹ gần giống', different: 'khác tên mẹ' },
  father: { same: 'cùng tên cha', close: 'tên cha gần giống', different: 'khác tên cha' },
  ethnic: { same: 'cùng dân tộc', different: 'khác dân tộc' },
  kin: { spelling: 'cùng nhà nhưng tên khác dấu, có thể là anh chị em', name: 'cùng nhà nhưng khác tên, có thể là anh chị em', birth: 'cùng nhà nhưng khác ngày sinh, có thể là người thân' },
};

/** What a level means to a clerk; '' when it says nothing. The given name's words tell how the whole name differs. */
export function levelText(field: Field, levels: Levels, a: Prepared, b: Prepared): string {
  const texts: Readonly<Partial<Record<string, string>>> = TEXTS[field];
  const text = texts[levels[field]] ?? '';
  if (field !== 'given' || text === '' || levels.given === 'different') return text;
  const why = nameReasons(a.name, b.name);
  return why.length === 0 ? text : `${text} (${why.join('; ')})`;
}
