import type { Group } from '../../model/index.ts';
import { drug, service, type Selection } from './select.ts';

/**
 * Topics of automatic refusal published by the insurer (letter 266) that a machine can read off one dossier.
 * They go by names, so every one is a warning: an adjudicator may see more than the names say.
 */
export type Topic = { readonly topic: string; readonly reason: string; readonly title: string; readonly group: Group } & Condition;

export type Condition =
  /** `refused` is not paid beside `paid` in the visit; `sameDay`: on that day only, because both may be right on different days. */
  | { readonly kind: 'not-with'; readonly sameDay?: true; readonly pairs: readonly (readonly [refused: Selection, paid: Selection])[] }
  /** Not paid without one of `needs` in the same visit. */
  | { readonly kind: 'needs'; readonly of: Selection; readonly needs: Selection }
  /** Not paid unless the visit has an operation or procedure. */
  | { readonly kind: 'needs-operation'; readonly of: Selection }
  /** At most so many a day (sum of quantities), when `beside` is claimed too, if given. */
  | { readonly kind: 'most-a-day'; readonly of: Selection; readonly most: number; readonly beside?: Selection }
  | { readonly kind: 'most-a-visit'; readonly of: Selection; readonly most: number; readonly beside: Selection }
  /** Not paid for inpatients. */
  | { readonly kind: 'not-inpatient'; readonly of: Selection }
  /** Paid only with one of these diagnoses; `below`: and only under this age in years. */
  | { readonly kind: 'diagnosis'; readonly of: Selection; readonly only: RegExp; readonly below?: number }
  | { readonly kind: 'not-diagnosis'; readonly of: Selection; readonly never: RegExp }
  /** Not in the insured list at all. */
  | { readonly kind: 'never'; readonly of: Selection };

/** Tests and drugs are judged by the day, operations by the visit. */
const thatDay = (topic: Topic): Topic => (topic.kind === 'not-with' ? { ...topic, sameDay: true } : topic);

/** Included in the price of the other service. */
const included = (topic: string, title: string, ...pairs: readonly (readonly [Selection, Selection])[]): Topic => ({ topic, reason: 'S.005.434', title, group: 'ratio', kind: 'not-with', pairs });

const STENT = service(/stent (dong mach )?vanh|stent.*dong mach vanh/);
const GASTROSCOPY = service(/^noi soi.*(da day|ta trang)/);
const BIOPSY_SCOPE = service(/noi soi.*co sinh thiet/);
const SPINE_FIXED = service(/co dinh cot song/);
const BURN_DRESSING = service(/thay bang.*bong/, /^gay me/);
const VENTILATION = service(/tho may|thong khi nhan tao/, /hut dom|noi soi|khi dung|cai |van chuyen|sieu am|khong xam/);
const CUT_STOMACH = service(/^(phau thuat (noi soi )?)?cat.*da day/, /polyp|polip|niem mac|ba thuc an|thuc quan/);
const BIRTH_CUT = service(/(mo|phau thuat) lay thai/, /pha thai|sau mo|seo mo lay thai|cat loc/);
const ENDOSCOPIC_WORK = /can thiep|tiem|that|cat |cam mau|(?<!khong )sinh thiet|di vat|nong |dat stent|mo thong/;

export const TOPICS: readonly Topic[] = [
  included('KT01_1', 'Mở sào bào khi đã tạo hình tai giữa', [service(/mo sao bao/, /tao hinh tai giua|chinh hinh tai giua/), service(/(tao hinh|chinh hinh) tai giua/)]),
  included('KT01_2', 'Mở khí quản khi đã mở sụn giáp, cắt thanh quản', [service(/mo khi quan/, /canuyn|ong mo khi quan|hut dom|thay|cham soc|chinh hinh/), service(/mo sun giap|chan thuong thanh khi quan|cat (ban phan )?thanh quan/, /sau cat thanh quan/)]),
  thatDay(included('KT01_4', 'Vi khuẩn nhuộm soi khi đã nuôi cấy định danh', [service(/^vi khuan nhuom soi/), service(/^vi khuan nuoi cay/)])),
  included('KT01_6', 'Nạo vét hạch khi đã phẫu thuật dạ dày', [service(/^(phau thuat )?(nao )?vet hach/, /hach (co|nach|ben|chau|trung that|tieu khung)/), CUT_STOMACH]),
  included('KT01_7', 'Mở bụng thăm dò khi đã khâu lỗ thủng dạ dày tá tràng', [service(/mo bung tham do/, /phu khoa/), service(/khau (lo )?thung (da day|ta trang|hanh ta trang)/)]),
  included('KT01_8', 'Cắt thân đuôi tụy kèm cắt lách khi đã nối tụy ruột', [service(/cat than duoi tuy kem cat lach/), service(/noi tuy ruot/)]),
  included('KT01_9', 'Mở thông hỗng tràng khi đã cắt, tạo hình thực quản', [service(/mo thong hong trang/), service(/cat thuc quan.*tao hinh thuc quan/)]),
  included('KT01_10', 'Cắt túi mật khi đã cắt gan', [service(/cat tui mat/, /cat gan|ong mat chu|omc/), service(/cat (gan|thuy gan|ha phan thuy)/, /cat gan toan bo \S/)]),
  included('KT01_11', 'Tạo van chống trào ngược khi đã mổ Heller', [service(/tao van chong trao nguoc/, /heller/), service(/heller/)]),
  included('KT01_12', 'Ghép xương khi đã phẫu thuật cột sống', [service(/^(phau thuat )?ghep xuong/, /cot song|ham|rang|mat|mui|so nao|seo bong|cuong mach/), service(/phau thuat.*cot song/)]),
  included('KT01_13', 'Lấy đĩa đệm khi đã thay đĩa đệm nhân tạo', [service(/lay (bo )?(thoat vi )?dia dem/, /thay dia dem|ghep xuong|co dinh/), service(/thay dia dem/)]),
  included('KT01_14', 'Cắt dây chằng vàng khi đã cố định cột sống', [service(/day chang vang/, /co dinh/), SPINE_FIXED]),
  included('KT01_16', 'Dẫn lưu Douglas khi đã cắt ruột thừa', [service(/dan luu.*douglas/, /ruot thua/), service(/cat ruot thua/)]),
  thatDay(included('KT01_18', 'Nội soi dạ dày khi đã nội soi can thiệp', [service(/^noi soi thuc quan.*da day.*ta trang/, ENDOSCOPIC_WORK), service(/^noi soi(?=.*(da day|ta trang|thuc quan))(?=.*(can thiep|cam mau|that tinh mach|lay di vat|cat pol[iy]p|cat hot niem mac|nong ))/, /dai trang|truc trang|phe quan/)])),
  thatDay(included('KT01_19', 'Nội soi đại trực tràng khi đã can thiệp ống tiêu hóa', [service(/^noi soi dai truc trang toan bo ong mem/, ENDOSCOPIC_WORK), service(/noi soi.*(cat polyp|can thiep|cat hot niem mac).*(dai trang|truc trang|ong tieu hoa)/)])),
  included('KT01_20', 'Cắt mống mắt chu biên khi đã cắt bè củng giác mạc', [service(/cat mong mat (chu bien|ngoai vi)/, /cat be/), service(/cat be cung/)]),
  included('KT01_21', 'Đặt sonde JJ khi đã tán sỏi niệu quản', [service(/(sonde?|ong thong).*(jj|nieu quan)/, /tan soi|rut |thao |xoa nen/), service(/tan soi.*nieu quan|nieu quan.*tan soi/, /sau tan soi/)]),
  thatDay(included('KT121', 'Chụp động mạch vành khi đã đặt stent', [service(/chup (dong )?mach vanh/, /stent|cat lop|cong huong tu/), STENT])),
  included('KT128', 'Hút huyết khối khi đã đặt stent động mạch vành', [service(/hut huyet( khoi)?/, /stent/), STENT]),
  included('KT158', 'Tiêm hậu nhãn cầu khi đã phẫu thuật mắt', [service(/tiem (hau|canh) nhan cau/), service(/phaco|phau thuat mong( thit)?( don thuan| co ghep| tai phat|$)|phau thuat.*(quam|glocom|thuy tinh the|dich kinh|vong mac|giac mac|ket mac)|cat be cung/)]),
  thatDay(included('KT189_1', 'Nội soi phế quản khi đã bơm rửa phế quản', [service(/noi soi (khi )?phe quan/, /bom rua|sieu am|lay di vat|cam mau|sinh thiet|cat |stent|dieu tri/), service(/bom rua phe quan/, /noi soi/)])),
  thatDay(included('KT189_2', 'Điện tâm đồ khi đã lập trình máy tạo nhịp', [service(/dien tam do|ghi dien tim/, /holter|gang suc|lap trinh|thuc quan/), service(/lap trinh may tao nhip/)])),
  thatDay(included('KT189_3', 'Thay băng bỏng khi đã rạch hoại tử bỏng', [BURN_DRESSING, service(/rach hoai tu bong/)])),
  thatDay(included('KT189_4', 'Thay băng bỏng khi đã khâu cầm máu bỏng sâu', [BURN_DRESSING, service(/khau cam mau.*bong/)])),
  included('KT189_5', 'Làm lại thành âm đạo khi đã đỡ đẻ', [service(/lam lai thanh am dao/), service(/^do de|^de (thuong|kho)/)]),
  thatDay(included('KT189_6', 'Đo khúc xạ giác mạc Javal khi đã đo công suất thể thủy tinh', [service(/khuc xa giac mac javal/), service(/cong suat the thuy tinh/)])),
  included('KT189_7', 'Đặt catheter lọc máu khi đã thận nhân tạo cấp cứu', [service(/catheter.*loc mau/, /cuff|duong ham/), service(/than nhan tao cap cuu/)]),
  included('KT189_8', 'Tiêm khớp khi đã hút dịch khớp cùng loại',
    [service(/tiem khop goi/), service(/hut dich khop goi/)], [service(/tiem khop co tay/), service(/hut dich khop co tay/)], [service(/tiem khop co chan/), service(/hut dich khop co chan/)],
    [service(/tiem khop khuyu/), service(/hut dich khop khuyu/)], [service(/tiem khop vai/), service(/hut dich khop vai/)], [service(/tiem khop hang/), service(/hut dich khop hang/)]),
  included('KT189_9', 'Cắt u buồng trứng khi đã cắt tử cung và hai phần phụ', [service(/cat u buong trung|cat phan phu/, /tu cung/), service(/cat tu cung.*hai phan phu/)]),
  thatDay(included('KT217', 'Siêu âm ổ bụng khi đã siêu âm hệ tiết niệu hoặc tử cung phần phụ', [service(/^sieu am o bung/), service(/^sieu am (he )?tiet nieu|^sieu am tu cung/, /am dao/)])),
  thatDay(included('KT226', 'Hồng cầu lưới khi đã làm huyết đồ', [service(/hong cau luoi/, /huyet do/), service(/^huyet do/)])),
  thatDay(included('KT95', 'Siêu âm khi đã sinh thiết, tiêm khớp dưới hướng dẫn siêu âm', [service(/^sieu am/, /huong dan|dan duong|dieu tri|tim|thai|noi soi|doppler|can thiep|trong long|cap cuu/), service(/(sinh thiet|choc hut|choc|tiem).*(duoi )?huong dan.*sieu am/)])),
  { ...thatDay(included('KT32', 'Helicobacter pylori Ag test nhanh khi đã nội soi dạ dày', [service(/helicobacter pylori ag test nhanh/), GASTROSCOPY])), reason: 'S.005.655' },
  { ...thatDay(included('KT104', 'Nhuộm Giemsa tìm HP khi đã nội soi có sinh thiết', [service(/nhuom gi?emsa.*(hp|helicobacter)/), service(/^noi soi.*da day.*(?<!khong )sinh thiet/, /co the/)])), reason: 'S.001.646' },
  { ...included('KT118', 'Điều trị đích trong ung thư khi đã truyền hóa chất', [service(/dieu tri dich trong ung thu/), service(/(tiem|truyen).*hoa chat/, /^dat |port|vet hach|chua o/)]), reason: 'S.005.443' },
  { ...thatDay(included('KT102', 'Thuốc chống đông khi đã chạy thận nhân tạo', [drug(/^(enoxaparin|heparin)/), service(/than nhan tao/, /phau thuat/)])), reason: 'S.004.602' },
  { ...thatDay(included('KT219', 'Oxy khi đã thở máy', [drug(/^oxy( |$)|^oxygen|khi oxy|oxy (y te|duoc dung)/), VENTILATION])), reason: 'S.004.602' },
  { topic: 'KT04', reason: 'S.005.658', title: 'Điều trị tủy răng không chụp X-quang', group: 'ratio', kind: 'needs', of: service(/dieu tri tuy( rang)?/, /rang sua/), needs: service(/chup.*(\brang|can chop|panorama)|x-?quang.*\brang|cone.?beam/, /nho rang/) },
  { topic: 'KT64', reason: 'S.005.658', title: 'Nội soi có sinh thiết không làm mô bệnh học', group: 'ratio', kind: 'needs', of: BIOPSY_SCOPE, needs: service(/mo benh hoc|giai phau benh|te bao hoc|nhuom.*hematoxylin|nhuom he/) },
  { topic: 'KT166', reason: 'S.005.658', title: 'Hút đờm có thở máy nhưng không thở máy', group: 'ratio', kind: 'needs', of: service(/hut dom.*co tho may/), needs: VENTILATION },
  { topic: 'KT183', reason: 'S.005.442', title: 'Chụp CT có thuốc cản quang nhưng không dùng thuốc', group: 'ratio', kind: 'needs', of: service(/(cat lop vi tinh|clvt).*co (tiem )?thuoc can quang/), needs: drug(/can quang|^io(hexol|promid|bitridol|pamidol|dixanol|versol)|ultravist|xenetix|omnipaque|iopamiro|visipaque/) },
  { topic: 'KT86', reason: 'S.005.657', title: 'Cắt lạnh tức thì khi không phẫu thuật', group: 'ratio', kind: 'needs-operation', of: service(/cat lanh/) },
  { topic: 'KT93', reason: 'S.005.429', title: 'Pro-calcitonin quá 1 lần mỗi ngày', group: 'interval', kind: 'most-a-day', of: service(/pro-?calcitonin/), most: 1 },
  { topic: 'KT184', reason: 'S.005.650', title: 'AFB quá 2 lần mỗi ngày', group: 'interval', kind: 'most-a-day', of: service(/^afb /), most: 2 },
  { topic: 'KT193', reason: 'S.005.657', title: 'Theo dõi tim thai quá 1 lần mỗi ngày trong cuộc đẻ', group: 'interval', kind: 'most-a-day', of: service(/nhip tim thai va con co tu cung/), most: 1, beside: service(/^do de|(mo|phau thuat) lay thai/, /pha thai|sau mo|seo mo lay thai|cat loc/) },
  { topic: 'KT105', reason: 'S.005.433', title: 'Thay băng vết mổ lấy thai từ lần thứ 4', group: 'interval', kind: 'most-a-visit', of: service(/thay bang.*(15 ?cm.*30 ?cm)/), most: 3, beside: BIRTH_CUT },
  { topic: 'KT144', reason: 'S.005.430', title: 'Tiêm, truyền, tháo bột, cắt chỉ, thay băng nhỏ trong nội trú', group: 'scope', kind: 'not-inpatient', of: service(/^tiem (bap|tinh mach|duoi da|trong da)|^truyen tinh mach|^thao bot|^cat chi( khau da)?$|^thay bang.*(duoi|<|≤|nho hon).{0,10}15 ?cm/) },
  { topic: 'KT25', reason: 'S.005.649', title: 'Bơm thông lệ đạo không có bệnh lệ đạo', group: 'clinical', kind: 'diagnosis', of: service(/bom (rua|thong) le dao/), only: /^(H04|Q10)/ },
  { topic: 'KT47', reason: 'S.005.649', title: 'Vận động trị liệu hô hấp không có bệnh phổi', group: 'clinical', kind: 'diagnosis', of: service(/van dong tri lieu ho hap/), only: /^(J[0-9]|A1[5-9]|B90|Q3[34]|C34|E84|U07|Z99\.1)/ },
  { topic: 'KT79', reason: 'S.005.653', title: 'Vật lý trị liệu chống chỉ định ở người bệnh ung thư', group: 'clinical', kind: 'not-diagnosis', of: service(/dieu tri bang.*(song ngan|vi song|hong ngoai|sieu am|dong dien|dien phan|tu truong|parafin)/), never: /^C\d\d/ },
  { topic: 'KT84', reason: 'S.005.653', title: 'Nội soi dạ dày ở người bệnh suy tim', group: 'clinical', kind: 'not-diagnosis', of: service(/^noi soi thuc quan.*da day/, /cap cuu|cam mau|di vat|tiem /), never: /^I50/ },
  { topic: 'TH08', reason: 'S.004.369', title: 'Galantamin không có chẩn đoán sa sút trí tuệ', group: 'clinical', kind: 'diagnosis', of: drug(/galantamin/), only: /^(F0[0-3]|G30|G31)/ },
  { topic: 'TH15', reason: 'S.004.369', title: 'Acid thioctic không có biến chứng thần kinh đái tháo đường', group: 'clinical', kind: 'diagnosis', of: drug(/acid thioctic|thioctic acid/), only: /^(E1[0-4]|G63)/ },
  { topic: 'TH20', reason: 'S.004.369', title: 'Glucosamin không có thoái hóa khớp', group: 'clinical', kind: 'diagnosis', of: drug(/glucosamin/), only: /^M1[5-9]/ },
  { topic: 'TH21', reason: 'S.004.369', title: 'Diacerein từ 65 tuổi hoặc không thoái hóa khớp', group: 'clinical', kind: 'diagnosis', of: drug(/diacerh?ein/), only: /^M1[5-9]/, below: 65 },
  { topic: 'TH107', reason: 'S.004.351', title: 'Tenofovir alafenamide ngoài danh mục', group: 'scope', kind: 'never', of: drug(/tenofovir alafenamid/) },
];
