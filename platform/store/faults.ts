import { defineFaults } from '#platform/fault';

/** What can go wrong with the record itself. */
export const STORE_FAULTS = defineFaults({
  noResource: {
    code: 'record.not-found', status: 404,
    vi: 'Không có {type} mang mã {id}.', en: 'There is no {type} with the id {id}.',
    when: 'a resource or a version of it is asked for that never was',
    remedy: 'Kiểm tra lại mã tài nguyên.',
  },
  gone: {
    code: 'record.gone', status: 410,
    vi: '{type} mang mã {id} đã bị xoá; các bản trước vẫn còn trong lịch sử.', en: '{type} {id} was deleted; its history remains.',
    when: 'a deleted resource is read',
    remedy: 'Xem lịch sử của tài nguyên nếu cần bản trước.',
  },
  otherVersion: {
    code: 'record.other-version', status: 412,
    vi: '{type} mang mã {id} đã được sửa bởi người khác: bản hiện tại không còn là bản {expected}.', en: '{type} {id} is no longer at version {expected}.',
    when: 'If-Match names another version than the present one, in an update, a delete or a transaction',
    remedy: 'Tải lại bản mới nhất, xem lại thay đổi rồi lưu lại.',
  },
  severalMatches: {
    code: 'record.several-matches', status: 412,
    vi: 'Điều kiện tìm trong {type} trúng nhiều hơn một tài nguyên, chưa ghi gì.', en: 'The condition on {type} matches more than one resource; nothing was written.',
    when: 'a conditional create, update, delete or reference matches several resources',
    remedy: 'Dùng điều kiện chỉ trúng một tài nguyên, ví dụ một mã định danh kèm hệ mã.',
  },
  noMatch: {
    code: 'record.no-match', status: 412,
    vi: 'Tham chiếu theo điều kiện trong {type} không trúng tài nguyên nào.', en: 'A conditional reference in {type} matches nothing.',
    when: 'a conditional reference of a transaction matches nothing',
    remedy: 'Gửi tài nguyên được tham chiếu trước, hoặc gửi cùng trong giao dịch.',
  },
  badSearch: {
    code: 'record.bad-search', status: 400,
    vi: 'Không hiểu điều kiện tìm “{param}” của {type}: {reason}.', en: 'The search parameter “{param}” of {type} is not understood: {reason}.',
    when: 'a parameter, modifier, prefix or value that the type does not know',
    remedy: 'Xem danh sách tham số tìm của loại tài nguyên trong tài liệu FHIR R4.',
  },
  badResource: {
    code: 'record.bad-resource', status: 400,
    vi: 'Tài nguyên gửi lên không dùng được: {reason}.', en: 'The resource cannot be used: {reason}.',
    when: 'no legal type or id, or the id of the address differs from the body',
    remedy: 'Sửa chỗ được nêu rồi gửi lại.',
  },
  badBundle: {
    code: 'record.bad-bundle', status: 400,
    vi: 'Gói tài nguyên không dùng được ở mục {entry}: {reason}.', en: 'The bundle cannot be used at entry {entry}: {reason}.',
    when: 'an entry without method or address, one resource or one condition twice, too many entries',
    remedy: 'Sửa mục được nêu rồi gửi lại cả gói; chưa có gì được ghi.',
  },
  crossed: {
    code: 'record.crossed', status: 409,
    vi: 'Có người khác đang sửa cùng lúc đúng những tài nguyên này; mục này chưa được ghi.', en: 'Somebody else is changing the same resources; this entry was not written.',
    when: 'an entry of a batch waits for another writer who waits for it',
    remedy: 'Gửi lại mục đó.',
  },
  feedReset: {
    code: 'record.feed-reset', status: 410,
    vi: 'Dữ liệu đã được khôi phục về thời điểm trước chỗ bạn đã đọc tới.', en: 'The data were restored to a moment before the place you have read to.',
    when: 'a change feed is continued from a place that a restore has undone',
    remedy: 'Tải lại toàn bộ từ đầu rồi tiếp tục theo dõi thay đổi.',
  },
  badPlace: {
    code: 'record.bad-place', status: 400,
    vi: 'Không đọc được vị trí tiếp tục.', en: 'The place to go on from cannot be read.',
    when: 'a cursor or feed position that this program did not give',
    remedy: 'Dùng nguyên vị trí mà lần đọc trước trả về, hoặc đọc từ đầu.',
  },
});
