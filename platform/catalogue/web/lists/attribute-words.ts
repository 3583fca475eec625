import { useCatalogueText } from '../text.ts';

const NAMES = ['price_2018', 'pttt_class', 'loinc', 'rate_inpatient', 'rate_outpatient', 'kind', 'level_ignored', 'benefit', 'province', 'points', 'unit', 'discouraged_main', 'priority', 'value', 'other_names', 'group', 'successor', 'type', 'ingredient', 'male', 'commune', 'new', 'confidence', 'off_route', 'old', 'routes', 'age_min_days', 'reveals', 'female', 'percent', 'coverage', 'has_more_specific', 'route', 'default', 'death_cause_only', 'service', 'name', 'basis', 'former_tier', 'district', 'strength', 'age_max_days', 'ref_range', 'condition', 'not_main', 'class', 'old_province', 'digits'] as const;
const WORDS = ['benh_vien', 'phong_kham', 'nha_ho_sinh', 'asterisk', 'dagger', 'whole', 'part', 'part_area', 'part_pop', 'part_area_all_pop', 'visit', 'row', 'tram_y_te', 'trung_tam_y_te', 'khac', 'khac_y_te', 'trung_uong', 'tinh', 'huyen', 'xa', 'ban_dau', 'co_ban', 'chuyen_sau', 'high', 'medium', 'low'] as const;

/** An attribute's name in words; one that a province added itself stays as it is written. */
export function useAttributeWord(): (name: string) => string {
  const say = useCatalogueText();
  return (name) => {
    const known = NAMES.find((each) => each === name);
    return known === undefined ? name : say(`attribute.${known}`);
  };
}

/** A value that is a short English or unaccented word in the file, as people say it; all others stay. */
export function useValueWord(): (value: string) => string {
  const say = useCatalogueText();
  return (value) => {
    const known = WORDS.find((each) => each === value);
    return known === undefined ? value : say(`word.${known}`);
  };
}
