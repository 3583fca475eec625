import { defineFaults } from '#platform/fault';

export const PERSON_FAULTS = defineFaults({
  noPatient: {
    code: 'person.no-patient', status: 404,
    vi: 'Không còn hồ sơ người bệnh này.', en: 'There is no such patient record.',
    when: 'a join names a Patient that is not linked',
    remedy: 'Tải lại trang rồi chọn lại.',
  },
  alreadyOne: {
    code: 'person.already-one', status: 409,
    vi: 'Hai hồ sơ này đã là của cùng một người.', en: 'These two are one person already.',
    when: 'a join of two Patients of one person, or a case that somebody else has decided meanwhile',
    remedy: 'Tải lại danh sách; không cần làm gì thêm.',
  },
  noJoin: {
    code: 'person.no-join', status: 404,
    vi: 'Không có lần nối hồ sơ này.', en: 'There is no such join.',
    when: 'an undo names an unknown join',
    remedy: 'Tải lại trang người bệnh.',
  },
  joinUndone: {
    code: 'person.join-undone', status: 409,
    vi: 'Lần nối này đã được gỡ trước đó.', en: 'This join has been undone before.',
    when: 'an undo of a join that is undone',
    remedy: 'Tải lại trang người bệnh.',
  },
  noCase: {
    code: 'person.no-case', status: 404,
    vi: 'Không có trường hợp chờ xác định này.', en: 'There is no such case.',
    when: 'a decision names an unknown case',
    remedy: 'Tải lại danh sách Chờ xác định.',
  },
});
