import { defineFaults } from '#platform/fault';

export const CATALOGUE_FAULTS = defineFaults({
  unknownList: {
    code: 'catalogue.unknown-list', status: 404,
    vi: 'Không có danh mục “{list}”.', en: 'There is no list “{list}”.',
    when: 'a list is asked for that was never imported', remedy: 'Chọn danh mục trong trang Danh mục.',
  },
  nothingOpen: {
    code: 'catalogue.nothing-open', status: 409,
    vi: 'Mã {code} không có dòng nào đang hiệu lực để đóng.', en: 'Code {code} has no open row to close.',
    when: 'a row is closed whose code is unknown or already closed', remedy: 'Xem lịch sử của mã.',
  },
  notAfter: {
    code: 'catalogue.day-too-early', status: 409,
    vi: 'Ngày {day} không sau ngày bắt đầu {from} của dòng đang có của mã {code}.', en: 'Day {day} is not after the first day {from} of the present row of code {code}.',
    when: 'a new row would begin on or before the first day of the row it follows, or a row would end before it begins',
    remedy: 'Chọn ngày muộn hơn. Lịch sử đã dùng để kiểm tra hồ sơ thì không sửa lùi.',
  },
  withholding: {
    code: 'catalogue.withholding', status: 403,
    vi: 'Danh mục {list} quyết định thông tin nào được giữ kín nên không sửa trên màn hình.', en: 'The list {list} decides what is withheld from whom and is not changed on a screen.',
    when: 'a row of a list that decides what is withheld is opened or closed over HTTP, by whatever account',
    remedy: 'Sửa tệp danh mục rồi nhập bằng lệnh trên máy chủ: npx yteso catalogue import.',
  },
  otherFacility: {
    code: 'facility-catalogue.other-facility', status: 403,
    vi: 'Tài khoản này chỉ xem và nạp danh mục của cơ sở mình.', en: 'This account may only see and import the catalogues of its own facility.',
    when: 'a facility account names another facility', remedy: 'Kiểm tra mã cơ sở, hoặc dùng tài khoản của cơ sở đó.',
  },
  tooManyRows: {
    code: 'facility-catalogue.too-many-rows', status: 413,
    vi: 'Danh mục này sẽ có hơn {most} dòng, chưa dòng nào của tệp được nhận.', en: 'The catalogue would have more than {most} rows; nothing was taken.',
    when: 'an import would make an approved catalogue larger than the server holds', remedy: 'Kiểm tra tệp có đúng danh mục của cơ sở không; cần nhiều hơn thì báo người quản trị.',
  },
  unknownFacility: {
    code: 'facility-catalogue.unknown-facility', status: 404,
    vi: 'Không có cơ sở {facility} trong danh mục cơ sở.', en: 'Facility {facility} is not in the list of facilities.',
    when: 'an approved catalogue is imported for a facility that no version of the list facility knows', remedy: 'Kiểm tra mã, hoặc thêm cơ sở vào danh mục cơ sở trước.',
  },
});
