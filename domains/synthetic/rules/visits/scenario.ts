/** What people come with. Doses: [key, units a time, times a day, days]. */
export interface Scenario {
  readonly disease: string;
  readonly complaint: string;
  readonly fromAge: number;
  readonly toAge: number;
  readonly weight: number;
  readonly drugs: readonly (readonly [string, number, number, number])[];
  readonly services: readonly string[];
}

export const STATION: readonly Scenario[] = [
  { disease: 'J06.9', complaint: 'Ho, sốt, chảy mũi', fromAge: 0, toAge: 99, weight: 30, drugs: [['paracetamol-tre', 1, 3, 3]], services: [] },
  { disease: 'J02.9', complaint: 'Đau họng, nuốt vướng', fromAge: 6, toAge: 99, weight: 20, drugs: [['paracetamol', 1, 3, 5], ['cefuroxim', 1, 2, 5]], services: [] },
  { disease: 'A09.9', complaint: 'Đau bụng, đi ngoài phân lỏng', fromAge: 1, toAge: 99, weight: 14, drugs: [['paracetamol-tre', 1, 2, 3]], services: [] },
  { disease: 'K29.7', complaint: 'Đau thượng vị, ợ chua', fromAge: 16, toAge: 99, weight: 15, drugs: [['omeprazol', 1, 2, 7]], services: [] },
  { disease: 'L20.9', complaint: 'Ngứa, nổi mẩn da', fromAge: 3, toAge: 99, weight: 10, drugs: [['cetirizin', 1, 1, 7]], services: [] },
  { disease: 'M54.56', complaint: 'Đau lưng', fromAge: 18, toAge: 99, weight: 12, drugs: [['paracetamol', 1, 2, 5]], services: [] },
];

export const OUTPATIENT: readonly Scenario[] = [
  { disease: 'J20.9', complaint: 'Ho khạc đờm, sốt nhẹ', fromAge: 1, toAge: 99, weight: 22, drugs: [['klamentin', 1, 2, 7], ['paracetamol', 1, 3, 5]], services: ['cbc', 'xquang-nguc'] },
  { disease: 'K21.9', complaint: 'Nóng rát sau xương ức', fromAge: 18, toAge: 99, weight: 14, drugs: [['esomeprazol', 1, 1, 14]], services: ['sieu-am-bung'] },
  { disease: 'N39.0', complaint: 'Tiểu buốt, tiểu rắt', fromAge: 16, toAge: 99, weight: 10, drugs: [['cefuroxim', 1, 2, 7]], services: ['nuoc-tieu', 'cbc'] },
  { disease: 'G43.9', complaint: 'Đau nửa đầu từng cơn', fromAge: 16, toAge: 99, weight: 8, drugs: [['paracetamol', 1, 2, 5]], services: ['dien-tim'] },
  { disease: 'H66.9', complaint: 'Đau tai', fromAge: 1, toAge: 60, weight: 9, drugs: [['klamentin-tre', 1, 2, 7]], services: [] },
  { disease: 'K80.2', complaint: 'Đau hạ sườn phải', fromAge: 25, toAge: 99, weight: 8, drugs: [['omeprazol', 1, 1, 14]], services: ['sieu-am-bung', 'ast', 'alt', 'cbc'] },
  { disease: 'S01.0', complaint: 'Vết thương da đầu do va đập', fromAge: 3, toAge: 90, weight: 7, drugs: [['paracetamol', 1, 2, 3]], services: ['khau-vet-thuong'] },
];

export const CHRONIC: Readonly<Record<string, { complaint: string; drugs: Scenario['drugs']; services: readonly string[] }>> = {
  'I10': { complaint: 'Khám định kỳ tăng huyết áp', drugs: [['losartan', 1, 1, 28], ['atorvastatin', 1, 1, 28]], services: ['creatinin', 'triglycerid', 'dien-tim'] },
  'E11.9': { complaint: 'Khám định kỳ đái tháo đường', drugs: [['metformin', 1, 2, 28], ['gliclazid', 1, 1, 28]], services: ['glucose', 'hba1c', 'creatinin'] },
};

export const INPATIENT: readonly Scenario[] = [
  { disease: 'J18.9', complaint: 'Sốt cao, ho, khó thở', fromAge: 1, toAge: 99, weight: 30, drugs: [['ceftriaxon', 1, 2, 1], ['natri-clorid', 1, 1, 1]], services: ['cbc', 'xquang-nguc', 'dien-giai'] },
  { disease: 'J44.1', complaint: 'Khó thở tăng dần', fromAge: 45, toAge: 99, weight: 14, drugs: [['salbutamol', 1, 3, 1], ['furosemid', 1, 1, 1]], services: ['cbc', 'xquang-nguc', 'dien-tim'] },
  { disease: 'A09.0', complaint: 'Tiêu chảy nhiều lần, mệt lả', fromAge: 1, toAge: 99, weight: 14, drugs: [['glucose', 1, 1, 1], ['natri-clorid', 1, 1, 1]], services: ['cbc', 'dien-giai'] },
];
