/**
 * What is compared, and how well it can agree. The first level of each says nothing and weighs nothing.
 * family, middle, given: see `wordLevel`; near: one edit apart, but both are usual names (Lan, Loan).
 * birth: month: known to the month in both; year: same year, one of them is only a year or the first of January; swap: day and month exchanged;
 * digit: one digit differs or two are exchanged; near: a year apart, one is only a year.
 * kin: one household (phone, address or a parent in common) with something that brothers and sisters differ in: spelling: other signs on the given name;
 * name: another given name; birth: another birth. What a household shares must not outweigh it.
 * citizenId: supports, against: only one has a number, whose birth year and sex go with the other's or not.
 */
export const FIELDS = {
  family: ['missing', 'same', 'accents', 'tones', 'initial', 'slip', 'near', 'different'],
  middle: ['missing', 'same', 'accents', 'tones', 'initial', 'slip', 'dropped', 'different'],
  given: ['missing', 'same', 'accents', 'tones', 'initial', 'slip', 'near', 'different'],
  order: ['straight', 'moved'],
  birth: ['unknown', 'day', 'month', 'year', 'swap', 'digit', 'near', 'far'],
  sex: ['unknown', 'same', 'different'],
  citizenId: ['unknown', 'same', 'slip', 'different', 'supports', 'against'],
  oldId: ['unknown', 'same', 'slip', 'different'],
  insurance: ['unknown', 'same', 'slip', 'different'],
  phone: ['unknown', 'same', 'different'],
  commune: ['unknown', 'same', 'different'],
  address: ['unknown', 'same', 'similar', 'different'],
  mother: ['unknown', 'same', 'close', 'different'],
  father: ['unknown', 'same', 'close', 'different'],
  ethnic: ['unknown', 'same', 'different'],
  kin: ['none', 'spelling', 'name', 'birth'],
} as const;

export type Field = keyof typeof FIELDS;
export type Levels = { [F in Field]: (typeof FIELDS)[F][number] };
export const FIELD_NAMES = ['family', 'middle', 'given', 'order', 'birth', 'sex', 'citizenId', 'oldId', 'insurance', 'phone', 'commune', 'address', 'mother', 'father', 'ethnic', 'kin'] as const satisfies readonly Field[];
