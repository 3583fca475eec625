/**
 * Topics of letter 266 that are not rules here, each with the reason. `covered`: another rule already looks for it.
 * Together with rows.ts this is every topic of the letter; a test counts them.
 */
export interface LeftOut {
  readonly topic: string;
  readonly covered?: string;
  /** Vietnamese, for the list of rules on the screen. */
  readonly why: string;
}

const CUT = 'bản công bố bị cắt, không có đủ điều kiện thanh toán để viết quy tắc';
const LEAFLET = 'cần tờ hướng dẫn sử dụng của từng số đăng ký (chỉ định, chống chỉ định), hồ sơ không có';

export const LEFT_OUT: readonly LeftOut[] = [
  { topic: 'KT02P1', why: 'HbA1c: cần lần xét nghiệm trước của người bệnh ở các đợt khác' },
  { topic: 'KT08', covered: 'TYLE-03', why: 'tỷ lệ phẫu thuật thứ hai đã kiểm ở TYLE-03' },
  { topic: 'KT37', why: 'BNP: cần biết mục đích chẩn đoán hay theo dõi và tình trạng suy thận' },
  { topic: 'KT49', why: 'gây mê đã kết cấu trong giá: cần bảng giá có cơ cấu của từng dịch vụ' },
  { topic: 'KT58', why: 'đo mật độ xương: cần ngày đo lần trước ở các đợt khác' },
  { topic: 'KT63', why: `dung dịch nuôi dưỡng: ${LEAFLET}` },
  { topic: 'KT94', why: 'giá giường sau Phaco: cần hạng giường và bảng giá giường theo phẫu thuật' },
  { topic: 'KT147', why: `vật lý trị liệu: ${CUT}` },
  { topic: 'KT221', covered: 'TYLE-05', why: 'số ngày giường đã kiểm ở TYLE-05' },
  { topic: 'KT223', covered: 'TYLE-06', why: 'tiền khám của người bệnh vào nội trú đã kiểm ở TYLE-06; khoa cấp cứu cần danh mục khoa của cơ sở' },
  { topic: 'TH01', why: `Peptid: ${CUT}` },
  { topic: 'TH04', why: `Xatral: ${LEAFLET}` },
  { topic: 'TH06', why: `Amoxicilin + sulbactam: ${CUT}` },
  { topic: 'TH14', why: `Vinpocetin: ${CUT}` },
  { topic: 'TH19', why: `Ginkgo biloba: ${CUT}` },
  { topic: 'TH28', why: `Moxifloxacin: ${LEAFLET}` },
  { topic: 'TH32', why: `Alphachymotrypsin: ${CUT}` },
  { topic: 'TH34', why: `Famotidin: ${LEAFLET}` },
  { topic: 'TH42', why: `Levofloxacin: ${LEAFLET}` },
  { topic: 'TH45', why: `Metformin: ${LEAFLET}` },
  { topic: 'TH48', why: `Piracetam: ${CUT}` },
  { topic: 'TH51', why: `cao không xà phòng hóa: ${CUT}` },
  { topic: 'TH52', why: `Ngưu nhĩ phong, La liễu: ${CUT}` },
  { topic: 'TH60', why: `Magnesi + nhôm hydroxyd + simethicon: ${LEAFLET}` },
  { topic: 'TH62', why: `Aminoleban: ${LEAFLET}` },
  { topic: 'TH65', why: `Silymarin: ${LEAFLET}` },
  { topic: 'TH72', why: 'thuốc ức chế bơm proton: điều kiện theo từng đường dùng và tình huống lâm sàng, không đọc được từ mã bệnh' },
  { topic: 'TH73', why: `Bidilucil: ${LEAFLET}` },
  { topic: 'TH75', why: `Tadimax: ${LEAFLET}` },
  { topic: 'TH77', why: `Melanov-M: ${LEAFLET}` },
  { topic: 'TH81', why: `Neutrivit, Savi 3B: ${LEAFLET}` },
  { topic: 'TH84', why: `Lysin + vitamin + khoáng chất: ${CUT}` },
  { topic: 'TH85', why: `Procoralan: ${LEAFLET}` },
  { topic: 'TH88', why: 'Zoledronic acid: cần hạng bệnh viện và giai đoạn ung thư' },
  { topic: 'TH90', why: `Tioga: ${LEAFLET}` },
  { topic: 'TH91', why: `Phalintop: ${LEAFLET}` },
  { topic: 'TH97', why: `Diclofenac: ${LEAFLET}` },
  { topic: 'TH98', why: `calci đường uống: ${LEAFLET}` },
];
