import { both, has, is, not, put, type Get, type Spoil } from './spoil.ts';

const service = both(not(has('MA_VAT_TU')), has('MA_DICH_VU'), (get: Get) => get('THANH_TIEN_BH') !== '0');

/** Writes the names over the insured service lines, first to last; the label is the first. */
function named(topic: string, ...names: readonly string[]): Spoil {
  return {
    rule: `CD-${topic}`, what: names.join(' + '),
    apply: (text) => {
      const rows = text.rows('XML3', service);
      if (rows.length < names.length) return null;
      names.forEach((name, i) => text.set('XML3', rows[i] ?? 0, 'TEN_DICH_VU', name));
      return { table: 'XML3', row: rows[0] ?? null, field: 'TEN_DICH_VU' };
    },
  };
}

/** The same, with a quantity on the first line; the label is the quantity. */
function many(topic: string, quantity: string, ...names: readonly string[]): Spoil {
  const spoil = named(topic, ...names);
  return {
    ...spoil, what: `${quantity} × ${spoil.what}`,
    apply: (text) => {
      const label = spoil.apply(text);
      if (label === null || label.row === null) return null;
      text.set('XML3', label.row, 'SO_LUONG', quantity);
      return { ...label, field: 'SO_LUONG' };
    },
  };
}

/** Drug names are written over the first insured drug; further names go to service lines. */
function drug(topic: string, name: string, ...services: readonly string[]): Spoil {
  return {
    rule: `CD-${topic}`, what: [name, ...services].join(' + '),
    apply: (text) => {
      const row = text.rows('XML2', (get) => get('THANH_TIEN_BH') !== '0')[0];
      const rows = text.rows('XML3', service);
      if (row === undefined || rows.length < services.length) return null;
      text.set('XML2', row, 'TEN_THUOC', name);
      services.forEach((service_, i) => text.set('XML3', rows[i] ?? 0, 'TEN_DICH_VU', service_));
      return { table: 'XML2', row, field: 'TEN_THUOC' };
    },
  };
}

/** In dossiers of inpatients only. */
const inpatient = (spoil: Spoil): Spoil => ({ ...spoil, apply: (text) => (text.get('XML1', 1, 'MA_LOAI_KCB') === '03' ? spoil.apply(text) : null) });
/** In dossiers without operation or procedure. */
const calm = (spoil: Spoil): Spoil => ({ ...spoil, apply: (text) => (text.rows('XML3', is('MA_NHOM', '8', '18')).length === 0 ? spoil.apply(text) : null) });
const withDisease = (code: string, spoil: Spoil): Spoil => ({ ...spoil, apply: (text) => {
  text.set('XML1', 1, 'MA_BENH_CHINH', code);
  text.set('XML1', 1, 'MA_BENH_KT', '');
  for (const row of text.rows('XML3')) text.set('XML3', row, 'MA_BENH', code);
  return spoil.apply(text);
} });

/** The public topics of refusal that can be read off a dossier: a service paid beside another that includes it, without its reason, too often … */
export const TOPIC_SPOILS: readonly Spoil[] = [
  named('KT01_1', 'Mở sào bào', 'Phẫu thuật tạo hình tai giữa'), named('KT01_2', 'Mở khí quản', 'Phẫu thuật mở sụn giáp cắt dây thanh'),
  named('KT01_4', 'Vi khuẩn nhuộm soi', 'Vi khuẩn nuôi cấy và định danh phương pháp thông thường'), named('KT01_6', 'Nạo vét hạch D2', 'Cắt toàn bộ dạ dày'),
  named('KT01_7', 'Mở bụng thăm dò, lau rửa ổ bụng, đặt dẫn lưu', 'Khâu lỗ thủng dạ dày tá tràng'), named('KT01_8', 'Cắt thân đuôi tụy kèm cắt lách', 'Nối tụy ruột'),
  named('KT01_9', 'Mở thông hỗng tràng', 'Cắt thực quản, tạo hình thực quản bằng dạ dày không mở ngực'), named('KT01_10', 'Cắt túi mật', 'Cắt gan phải'),
  named('KT01_11', 'Tạo van chống trào ngược dạ dày - thực quản', 'Phẫu thuật Heller qua nội soi bụng'), named('KT01_12', 'Ghép xương tự thân', 'Phẫu thuật cố định cột sống thắt lưng'),
  named('KT01_13', 'Lấy đĩa đệm', 'Phẫu thuật thay đĩa đệm nhân tạo'), named('KT01_14', 'Cắt bỏ dây chằng vàng', 'Phẫu thuật cố định cột sống'),
  named('KT01_16', 'Dẫn lưu áp xe Douglas', 'Phẫu thuật nội soi cắt ruột thừa'), named('KT01_18', 'Nội soi thực quản - dạ dày - tá tràng', 'Nội soi tiêm cầm máu dạ dày'),
  named('KT01_19', 'Nội soi đại trực tràng toàn bộ ống mềm không sinh thiết', 'Nội soi cắt polyp đại trực tràng'), named('KT01_20', 'Cắt mống mắt chu biên', 'Cắt bè củng giác mạc'),
  named('KT01_21', 'Đặt sonde JJ niệu quản', 'Nội soi tán sỏi niệu quản'), named('KT121', 'Chụp động mạch vành', 'Nong và đặt stent động mạch vành'),
  named('KT128', 'Hút huyết khối', 'Nong và đặt stent động mạch vành'), named('KT158', 'Tiêm hậu nhãn cầu', 'Phẫu thuật tán nhuyễn thể thuỷ tinh (Phaco)'),
  named('KT189_1', 'Nội soi phế quản ống mềm', 'Bơm rửa phế quản'), named('KT189_2', 'Điện tâm đồ', 'Lập trình máy tạo nhịp tim'), named('KT189_3', 'Thay băng điều trị bỏng', 'Rạch hoại tử bỏng giải thoát chèn ép'),
  named('KT189_4', 'Thay băng điều trị bỏng', 'Khâu cầm máu trong bỏng sâu'), named('KT189_5', 'Làm lại thành âm đạo, tầng sinh môn', 'Đỡ đẻ thường ngôi chỏm'),
  named('KT189_6', 'Đo khúc xạ giác mạc Javal', 'Đo công suất thể thuỷ tinh nhân tạo bằng siêu âm'), named('KT189_7', 'Đặt catheter lọc máu cấp cứu', 'Thận nhân tạo cấp cứu'),
  named('KT189_8', 'Tiêm khớp gối', 'Hút dịch khớp gối'), named('KT189_9', 'Phẫu thuật mở bụng cắt u buồng trứng', 'Phẫu thuật mở bụng cắt tử cung hoàn toàn và hai phần phụ'),
  named('KT217', 'Siêu âm ổ bụng', 'Siêu âm hệ tiết niệu'), named('KT226', 'Hồng cầu lưới', 'Huyết đồ'), named('KT95', 'Siêu âm tuyến giáp', 'Chọc sinh thiết hạch dưới hướng dẫn siêu âm'),
  named('KT32', 'Helicobacter pylori Ag test nhanh', 'Nội soi dạ dày'), named('KT104', 'Nhuộm Giemsa trên mảnh cắt mô phát hiện HP', 'Nội soi thực quản - dạ dày - tá tràng có sinh thiết'),
  named('KT118', 'Điều trị đích trong ung thư', 'Truyền hoá chất tĩnh mạch'), drug('KT102', 'Heparin 25000 UI', 'Thận nhân tạo chu kỳ'), drug('KT219', 'Oxy dược dụng', 'Thở máy'),
  named('KT04', 'Điều trị tuỷ răng số 6'), named('KT64', 'Nội soi thực quản - dạ dày - tá tràng có sinh thiết'), named('KT166', 'Hút đờm qua ống nội khí quản bằng ống thông kín (có thở máy)'),
  named('KT183', 'Chụp cắt lớp vi tính sọ não có tiêm thuốc cản quang'), calm(named('KT86', 'Xét nghiệm mô bệnh học tức thì bằng phương pháp cắt lạnh')),
  many('KT93', '2.000', 'Định lượng Pro-calcitonin [Máu]'), many('KT184', '3.000', 'AFB trực tiếp nhuộm Ziehl-Neelsen'),
  many('KT193', '2.000', 'Theo dõi nhịp tim thai và cơn co tử cung', 'Đỡ đẻ thường ngôi chỏm'), many('KT105', '5.000', 'Thay băng vết mổ chiều dài trên 15cm đến 30cm', 'Phẫu thuật lấy thai'),
  inpatient(named('KT144', 'Tiêm bắp thịt')), withDisease('I10', named('KT25', 'Bơm thông lệ đạo')), withDisease('I10', named('KT47', 'Vận động trị liệu hô hấp')), withDisease('C34.9', named('KT79', 'Điều trị bằng sóng ngắn')),
  withDisease('I50.0', named('KT84', 'Nội soi thực quản - dạ dày - tá tràng')), withDisease('I10', drug('TH08', 'Galantamin 8mg')), withDisease('I10', drug('TH15', 'Acid thioctic 600mg')), withDisease('I10', drug('TH20', 'Glucosamin 500mg')), withDisease('I10', drug('TH21', 'Diacerein 50mg')),
  drug('TH107', 'Tenofovir alafenamid 25mg'),
  put('DM-11', 'XML3', 'MA_KHOA', 'K30', is('MA_NHOM', '1', '2')),
];
