import { defineFaults } from '#platform/fault';

export const CORRECTION_FAULTS = defineFaults({
  notNewest: {
    code: 'correction.not-newest', status: 409,
    vi: 'Hồ sơ đã có bản mới hơn bản đang sửa: chưa ghi gì.', en: 'The dossier has a newer revision than the one being corrected; nothing was written.',
    when: 'a correction names another base revision than the one in use, or another came in while it was made',
    remedy: 'Mở bản đang dùng, xem còn sai không rồi sửa trên bản đó.',
  },
  cells: {
    code: 'correction.cells', status: 422,
    vi: 'Có ô chưa sửa được như đã điền: chưa ghi gì.', en: 'Some cells cannot be changed as given; nothing was written.',
    when: 'a change names a table, row or field that is not there, a field that cannot be changed, or a value that does not fit the field (length, digits, date)',
    remedy: 'Sửa các ô được nêu rồi kiểm lại.',
  },
  nothing: {
    code: 'correction.nothing', status: 422,
    vi: 'Không ô nào khác với bản đang dùng: không có gì để ghi.', en: 'No cell differs from the revision in use.',
    when: 'a correction changes nothing',
    remedy: 'Sửa ít nhất một ô rồi lưu.',
  },
  notWhole: {
    code: 'correction.not-whole', status: 409,
    vi: 'Không sửa tại chỗ được hồ sơ này vì sẽ mất một phần của tệp đã nhận: {why}', en: 'The dossier cannot be corrected here without losing a part of the received file: {why}',
    when: 'the received file holds something of the dossier that is not kept when it is read (an unknown table or field, a doubled one, damaged text)',
    remedy: 'Sửa ở phần mềm của cơ sở rồi nộp tệp mới.',
  },
  assessment: {
    code: 'correction.assessment', status: 409,
    vi: 'Biên bản giám định y khoa (XML12) không sửa tại chỗ.', en: 'Medical assessments (XML12) are not corrected here.',
    when: 'a correction of an XML12 is asked for',
    remedy: 'Hội đồng giám định sửa ở phần mềm của mình rồi nộp tệp mới.',
  },
  otherPerson: {
    code: 'correction.other-person', status: 422,
    vi: 'Sau khi sửa, họ tên, ngày sinh, giới tính hoặc số giấy tờ là của một người khác: chưa ghi gì.', en: 'With these changes the dossier would be of another person; nothing was written.',
    when: 'the corrected dossier describes somebody else than the one it belongs to',
    remedy: 'Nếu hồ sơ ghi nhầm người, sửa ở phần mềm của cơ sở với mã lượt khám riêng rồi nộp tệp mới.',
  },
});
