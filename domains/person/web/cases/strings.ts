export const strings = {
  vi: {
    'title': 'Chờ xác định', 'what': 'danh sách chờ xác định', 'list': 'Trường hợp, khả năng cao đứng trước', 'place': 'Trường hợp {{at}} trong {{all}}', 'morePlace': 'Trường hợp {{at}} trong hơn {{all}}', 'chance': 'Khả năng cùng một người {{percent}}%',
    'progress': 'Đã so {{checked}}/{{all}} hồ sơ', 'recheck': 'So lại tất cả', 'rechecking': 'Đang xếp hàng…',
    'join': 'Gộp: cùng một người', 'different': 'Khác người', 'why': 'Lý do (không bắt buộc)', 'undo': 'Hoàn tác', 'done.join': 'Đã gộp {{a}} và {{b}}: cùng một người.', 'done.different': 'Đã ghi {{a}} và {{b}} là hai người khác nhau.', 'undone': 'Đã hoàn tác, trường hợp chờ quyết định lại.', 'conflict': 'Trường hợp trước chưa lưu được và đã trở lại danh sách.',
    'against.title': 'Có điều mâu thuẫn, chỉ gộp khi chắc chắn', 'a': 'Hồ sơ 1', 'b': 'Hồ sơ 2', 'open': 'Mở hồ sơ', 'field': 'Mục', 'verdict': 'So sánh', 'sides': 'Hai hồ sơ đặt cạnh nhau',
    'verdict.same': 'Khớp', 'verdict.near': 'Gần khớp', 'verdict.different': 'Khác', 'verdict.against': 'Mâu thuẫn', 'verdict.alone': 'Một bên trống', 'verdict.silent': 'Cả hai trống', 'empty': '(không ghi)',
    'row.name': 'Họ tên', 'row.born': 'Ngày sinh', 'row.sex': 'Giới', 'row.citizenId': 'CCCD', 'row.paper': 'Giấy tờ khác', 'row.cards': 'Thẻ BHYT', 'row.phone': 'Điện thoại', 'row.commune': 'Xã, phường', 'row.address': 'Địa chỉ', 'row.mother': 'Mẹ', 'row.father': 'Cha', 'row.facility': 'Cơ sở', 'row.number': 'Mã người bệnh', 'row.visits': 'Lượt khám', 'row.describedAt': 'Ghi lần cuối', 'newborn': 'trẻ sơ sinh',
    'reasons': 'Lý do, nặng nhất đứng trước', 'for': 'ủng hộ', 'counter': 'không ủng hộ', 'contradicts': 'mâu thuẫn', 'weight.strong': 'mạnh', 'weight.middling': 'vừa', 'weight.slight': 'nhẹ',
    'none': 'Không còn trường hợp nào chờ', 'noneText': 'Khi hai cơ sở ghi hai hồ sơ rất giống nhau mà thiếu số định danh chung, trường hợp đứng ở đây để bạn quyết định. Ví dụ: “Nguyễn Văn Ân” sinh 1970 ở trạm và “NGUYEN VAN AN” cùng số điện thoại ở bệnh viện.', 'noneRunning': 'Máy vẫn đang so hồ sơ, trường hợp mới sẽ tự hiện ra.',
    'keys': '↑ ↓ chọn, G gộp, K khác người, Z hoàn tác', 'national': 'Đối chiếu dân cư', 'today': 'Có thể cùng một người, chờ xác định', 'today.text': '{{count}} trường hợp', 'today.do': 'Xác định', 'waiting': '{{count}} trường hợp chờ xác định',
  },
  en: {
    'title': 'To identify', 'what': 'list of cases', 'list': 'Cases, the likeliest first', 'place': 'Case {{at}} of {{all}}', 'morePlace': 'Case {{at}} of more than {{all}}', 'chance': 'Chance of one person {{percent}}%',
    'progress': 'Compared {{checked}}/{{all}} records', 'recheck': 'Compare all anew', 'rechecking': 'Queueing…',
    'join': 'Join: one person', 'different': 'Different people', 'why': 'Reason (optional)', 'undo': 'Undo', 'done.join': 'Joined {{a}} and {{b}}: one person.', 'done.different': 'Noted {{a}} and {{b}} as different people.', 'undone': 'Undone; the case waits again.', 'conflict': 'The case before could not be kept and is back in the list.',
    'against.title': 'Something contradicts: join only when certain', 'a': 'Record 1', 'b': 'Record 2', 'open': 'Open record', 'field': 'Field', 'verdict': 'Comparison', 'sides': 'Both records side by side',
    'verdict.same': 'Same', 'verdict.near': 'Nearly', 'verdict.different': 'Different', 'verdict.against': 'Contradicts', 'verdict.alone': 'One side empty', 'verdict.silent': 'Both empty', 'empty': '(not said)',
    'row.name': 'Name', 'row.born': 'Born', 'row.sex': 'Sex', 'row.citizenId': 'Citizen number', 'row.paper': 'Other paper', 'row.cards': 'Insurance card', 'row.phone': 'Phone', 'row.commune': 'Commune', 'row.address': 'Address', 'row.mother': 'Mother', 'row.father': 'Father', 'row.facility': 'Facility', 'row.number': 'Patient number', 'row.visits': 'Visits', 'row.describedAt': 'Last described', 'newborn': 'newborn',
    'reasons': 'Reasons, the heaviest first', 'for': 'for', 'counter': 'against', 'contradicts': 'contradicts', 'weight.strong': 'strong', 'weight.middling': 'middling', 'weight.slight': 'slight',
    'none': 'No case waits', 'noneText': 'When two facilities write two records that are much alike and share no number, the case stands here for you to decide. For example: “Nguyễn Văn Ân” born 1970 at the station and “NGUYEN VAN AN” with the same phone at the hospital.', 'noneRunning': 'Records are still being compared; new cases appear by themselves.',
    'keys': '↑ ↓ choose, G join, K different, Z undo', 'national': 'Population database', 'today': 'Perhaps one person, to identify', 'today.text': '{{count}} cases', 'today.do': 'Identify', 'waiting': '{{count}} cases to identify',
  },
} as const;
