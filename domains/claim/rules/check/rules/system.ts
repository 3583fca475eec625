import type { Rule } from '../../model/index.ts';
import { QD130 } from '../laws.ts';

const nothing = (): void => undefined;

/** What the check says about itself; written by the engine. */
export const RULE_BROKEN: Rule = {
  code: 'HE-THONG-01',
  title: 'Quy tắc không chạy được',
  group: 'structure',
  severity: 'info',
  ...QD130,
  decidedBy: 'NGAY_RA',
  remedy: 'Báo cho người quản trị kèm mã quy tắc; các quy tắc khác vẫn đã kiểm đủ.',
  tables: [],
  check: nothing,
};

export const UNDECIDABLE: Rule = {
  code: 'HE-THONG-02',
  title: 'Chưa đủ dữ liệu để quyết định',
  group: 'structure',
  severity: 'info',
  ...QD130,
  decidedBy: 'NGAY_RA',
  remedy: 'Bổ sung danh mục hoặc tham số còn thiếu ở màn hình Danh mục rồi kiểm lại.',
  tables: [],
  check: nothing,
};
