export const strings = {
  vi: {
    'title': 'Phòng thử chuẩn dữ liệu', 'lead': 'Thả tệp hồ sơ mà phần mềm của cơ sở xuất ra: biết ngay sai ở quy tắc nào, căn cứ nào, sửa ra sao. Tệp được đọc rồi bỏ đi, chỉ giữ kết quả trong bảy ngày.',
    'of': 'Tên phần mềm, phiên bản', 'of.example': 'Ví dụ: HIS của bệnh viện, bản 5.2', 'quotes': 'Trích giá trị trong hồ sơ vào báo cáo', 'quotes.why': 'Chỉ bật khi dữ liệu là dữ liệu thử: báo cáo sẽ có tên, mã, số tiền của hồ sơ.',
    'choose': 'Chọn tệp', 'drop': 'Thả các tệp XML vào đây', 'drop.text': 'Nhiều tệp một lần, mỗi tệp nhiều nhất 50 MB.', 'input': 'Tệp hồ sơ cần kiểm', 'working': 'Đang kiểm {{done}}/{{of}} tệp', 'stop': 'Dừng',
    'refusedFiles': 'Chỉ nhận tệp .xml; đã bỏ qua: {{names}}', 'failedFiles': 'Chưa kiểm được: {{names}}', 'again': 'Kiểm lại các tệp này', 'report': 'báo cáo',
    'score': 'Điểm chung', 'score.text': '{{failing}} trong {{dossiers}} hồ sơ có lỗi, ở {{files}} tệp', 'groups': 'Điểm theo nhóm nội dung giám định', 'group': 'Nhóm', 'group.failing': 'Hồ sơ có lỗi', 'group.score': 'Điểm (%)',
    'rules': 'Theo từng quy tắc', 'rules.none': 'Không phát hiện gì', 'rules.noneText': 'Mọi hồ sơ trong các tệp này đúng theo bộ quy tắc đang dùng.', 'rule': 'Quy tắc', 'rule.where': 'Trường', 'rule.law': 'Căn cứ', 'rule.remedy': 'Cách sửa', 'rule.count': 'Số lần', 'rule.dossiers': '{{count}} hồ sơ', 'examples': 'Ví dụ', 'example': '{{file}}, hồ sơ {{position}}, {{place}}',
    'files': 'Các tệp', 'file': 'Tệp', 'file.dossiers': 'Hồ sơ', 'file.failing': 'Có lỗi', 'paper': 'Tải báo cáo PDF có ký số', 'result': 'Mã kết quả', 'build': 'Mã bộ quy tắc', 'same': 'Cùng tệp, cùng ngày, cùng bộ quy tắc cho cùng mã kết quả.',
    'runs': 'Các lần kiểm của tôi', 'runs.none': 'Chưa kiểm lần nào', 'runs.noneText': 'Thả tệp ở trên để bắt đầu.', 'run': 'Lúc', 'run.of': 'Phần mềm', 'run.open': 'Xem', 'unnamed': '(không ghi tên)',
  },
  en: {
    'title': 'Data standard laboratory', 'lead': 'Drop the dossier files that a facility’s program exports and learn at once which rule is broken, by which article, and how to mend it. Files are read and let go; only the results are kept, for seven days.',
    'of': 'Program and version', 'of.example': 'For example: the hospital’s HIS, 5.2', 'quotes': 'Quote values of dossiers in the report', 'quotes.why': 'Only for test data: the report will show names, codes and amounts of the dossiers.',
    'choose': 'Choose files', 'drop': 'Drop XML files here', 'drop.text': 'Several at once, 50 MB each at most.', 'input': 'Dossier files to judge', 'working': '{{done}} of {{of}} files judged', 'stop': 'Stop',
    'refusedFiles': 'Only .xml files are taken; left out: {{names}}', 'failedFiles': 'Could not be judged: {{names}}', 'again': 'Judge these again', 'report': 'report',
    'score': 'Overall score', 'score.text': '{{failing}} of {{dossiers}} dossiers have errors, in {{files}} files', 'groups': 'Scores by group of adjudication', 'group': 'Group', 'group.failing': 'Dossiers with errors', 'group.score': 'Score (%)',
    'rules': 'Rule by rule', 'rules.none': 'Nothing found', 'rules.noneText': 'Every dossier in these files is right by the rules in use.', 'rule': 'Rule', 'rule.where': 'Field', 'rule.law': 'Legal basis', 'rule.remedy': 'How to mend it', 'rule.count': 'Times', 'rule.dossiers': '{{count}} dossiers', 'examples': 'Examples', 'example': '{{file}}, dossier {{position}}, {{place}}',
    'files': 'Files', 'file': 'File', 'file.dossiers': 'Dossiers', 'file.failing': 'With errors', 'paper': 'Signed report (PDF)', 'result': 'Result code', 'build': 'Code of the rules', 'same': 'The same files, day and rules give the same result code.',
    'runs': 'My runs', 'runs.none': 'No runs yet', 'runs.noneText': 'Drop files above to begin.', 'run': 'At', 'run.of': 'Program', 'run.open': 'Open', 'unnamed': '(no name)',
  },
} as const;
