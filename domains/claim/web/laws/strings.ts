export const ruleStrings = {
  vi: {
    'rules.title': 'Quy tắc kiểm tra', 'rules.lead': 'Mọi quy tắc đang dùng để kiểm tra hồ sơ, mỗi quy tắc nêu căn cứ và thời gian hiệu lực.', 'rules.what': 'quy tắc', 'rules.search': 'Tìm quy tắc', 'rules.searchHint': 'Mã, tên hoặc cách sửa, không cần dấu', 'rules.code': 'Mã', 'rules.name': 'Quy tắc', 'rules.severity': 'Mức', 'rules.valid': 'Hiệu lực', 'rules.none': 'Không có quy tắc nào khớp', 'rules.noneText': 'Thử ít chữ hơn, hoặc tìm theo mã như TIEN-02.', 'rules.count': '{{count}} quy tắc',
  },
  en: {
    'rules.title': 'Rules', 'rules.lead': 'Every rule that dossiers are checked with, with its legal basis and validity.', 'rules.what': 'rules', 'rules.search': 'Find a rule', 'rules.searchHint': 'Code, title or remedy, accents not needed', 'rules.code': 'Code', 'rules.name': 'Rule', 'rules.severity': 'Weight', 'rules.valid': 'Valid', 'rules.none': 'No rule fits', 'rules.noneText': 'Try fewer letters, or a code such as TIEN-02.', 'rules.count': '{{count}} rules',
  },
} as const;
