import { items, settingOf, type CostLine } from '../../price/index.ts';
import type { Place, Report, Rule, RuleContext } from '../../model/index.ts';
import { formatUnit } from '../../money/index.ts';
import { text } from '../context.ts';
import { CV266 } from '../laws.ts';
import { at, fieldsOf } from '../place.ts';
import { ageInYears, showWhen } from '../when.ts';
import { TOPICS, type Condition, type Topic } from './rows.ts';
import { isThere, linesOf } from './select.ts';

const nameField = (line: CostLine): string => (line.table === 'XML2' ? 'TEN_THUOC' : 'TEN_DICH_VU');
const name = (line: CostLine): string => text(line.fields, nameField(line)).slice(0, 80);
const place = (line: CostLine): Place => at(line.table, line.row, nameField(line));
const where = (line: CostLine): string => `${line.table} dòng ${line.row}`;
const diagnoses = ({ summary }: RuleContext): readonly string[] => [...items(summary?.['MA_BENH_CHINH']), ...items(summary?.['MA_BENH_KT'])];
const DIAGNOSES = fieldsOf('XML1', 1, 'MA_BENH_CHINH', 'MA_BENH_KT');

/** What a topic finds in one dossier. */
function look(condition: Condition, context: RuleContext, report: Report): void {
  switch (condition.kind) {
    case 'not-with':
      for (const [refused, paid] of condition.pairs) {
        const reasons = linesOf(context, paid);
        if (reasons.length === 0) continue;
        for (const line of linesOf(context, refused)) {
          const reason = reasons.find((other) => other !== line && (condition.sameDay === undefined || other.day === line.day));
          if (reason) report(place(line), `${where(line)}: «${name(line)}» không thanh toán thêm khi đã có «${name(reason)}» (${where(reason)})`, [place(reason)]);
        }
      }
      return;
    case 'needs':
      if (linesOf(context, condition.of).length === 0 || isThere(context, condition.needs)) return;
      for (const line of linesOf(context, condition.of)) report(place(line), `${where(line)}: «${name(line)}» cần có kỹ thuật hoặc thuốc đi kèm nhưng hồ sơ không có`);
      return;
    case 'needs-operation':
      if (context.rows('XML3').some((row) => /^(8|18)$/.test(text(row, 'MA_NHOM')))) return;
      for (const line of linesOf(context, condition.of)) report(place(line), `${where(line)}: «${name(line)}» chỉ thanh toán khi có phẫu thuật hoặc thủ thuật`);
      return;
    case 'most-a-day':
      if (condition.beside && linesOf(context, condition.beside).length === 0) return;
      for (const [day, lines] of Map.groupBy(linesOf(context, condition.of), (line) => line.day)) tooMany(lines, condition.most, `trong ngày ${showWhen(day)}`, report);
      return;
    case 'most-a-visit':
      if (linesOf(context, condition.beside).length > 0) tooMany(linesOf(context, condition.of), condition.most, 'trong đợt điều trị', report);
      return;
    case 'not-inpatient':
      if (settingOf(text(context.summary, 'MA_LOAI_KCB')) !== 'inpatient') return;
      for (const line of linesOf(context, condition.of)) report(place(line), `${where(line)}: «${name(line)}» không thanh toán riêng trong điều trị nội trú`, fieldsOf('XML1', 1, 'MA_LOAI_KCB'));
      return;
    case 'diagnosis':
      return onlyWith(condition, context, report);
    case 'not-diagnosis': {
      const against = diagnoses(context).find((code) => condition.never.test(code));
      if (against === undefined) return;
      for (const line of linesOf(context, condition.of)) report(place(line), `${where(line)}: «${name(line)}» chống chỉ định với chẩn đoán ${against}`, DIAGNOSES);
      return;
    }
    case 'never':
      for (const line of linesOf(context, condition.of)) report(place(line), `${where(line)}: «${name(line)}» không thuộc danh mục quỹ BHYT thanh toán`, fieldsOf(line.table, line.row, 'PHAM_VI'));
  }
}

function onlyWith(condition: Extract<Condition, { kind: 'diagnosis' }>, context: RuleContext, report: Report): void {
  const codes = diagnoses(context);
  const known = codes.some((code) => condition.only.test(code));
  const age = ageInYears(text(context.summary, 'NGAY_SINH'), text(context.summary, 'NGAY_VAO'));
  const tooOld = condition.below !== undefined && age >= condition.below;
  if (known && !tooOld) return;
  for (const line of linesOf(context, condition.of)) {
    // A line may name its own reason.
    if (!tooOld && items(line.fields['MA_BENH']).some((code) => condition.only.test(code))) continue;
    if (tooOld) report(place(line), `${where(line)}: «${name(line)}» không thanh toán cho người từ ${condition.below ?? 0} tuổi, người bệnh ${age} tuổi`, fieldsOf('XML1', 1, 'NGAY_SINH'));
    else report(place(line), `${where(line)}: «${name(line)}» không hợp với các chẩn đoán ${codes.join(';')}`, DIAGNOSES);
  }
}

/** Reports the lines by which a count goes over its limit. */
function tooMany(lines: readonly CostLine[], most: number, span: string, report: Report): void {
  let count = 0n;
  for (const line of lines) {
    count += line.quantity ?? 0n;
    if (count > BigInt(most) * 1000n) report(at(line.table, line.row, 'SO_LUONG'), `${where(line)}: «${name(line)}» đến dòng này đã ${formatUnit(count)} lần ${span}, tối đa ${most}`, lines.filter((other) => other !== line).map((other) => at(other.table, other.row, 'SO_LUONG')));
  }
}

const ruleOf = (topic: Topic): Rule => ({
  code: `CD-${topic.topic}`,
  title: topic.title,
  group: topic.group,
  severity: 'warning',
  ...CV266,
  decidedBy: 'NGAY_RA',
  remedy: `Xem lại chỉ định và đề nghị thanh toán (mã lý do từ chối ${topic.reason}); nếu đúng chuyên môn thì chuẩn bị giải trình.`,
  tables: ['XML2', 'XML3'],
  check: (context, report) => look(topic, context, report),
});

export const TOPIC_RULES: readonly Rule[] = TOPICS.map(ruleOf);
