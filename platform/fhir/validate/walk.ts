import { isJson, type Json } from '../json.ts';
import { isRawNumber } from '../raw-number.ts';
import { placeOf, report, type Scope } from './issue.ts';
import type { Member, Shape } from './shape.ts';

/** Deeper than any real resource; a deeper one would exhaust the stack. */
const DEEPEST = 200;

/** Checks an object against its shape: members, their number, what is required, what holds of the whole. */
export function checkObject(shape: Shape, value: unknown, scope: Scope): void {
  if (!isJson(value) || isRawNumber(value)) return report(scope, 'structure', `Phải là một đối tượng JSON kiểu ${shape.place}`);
  if (scope.trail.length > DEEPEST) return report(scope, 'structure', `Lồng nhau sâu quá ${DEEPEST} tầng; rút gọn tài nguyên`);
  let filled = false;
  let chosen: Member[] | undefined;
  for (const property of Object.keys(value)) {
    // Not yet written as JSON, which leaves it out.
    if (value[property] === undefined) continue;
    const member = shape.members.get(property);
    if (member === undefined) {
      if (property !== 'resourceType' || !shape.resource) report(scope, 'structure', `Phần tử "${property}" không có trong ${shape.place} của FHIR R4; bỏ nó hoặc sửa tên cho đúng`, property);
      continue;
    }
    if (property !== 'id') filled = true;
    if (member.choice) {
      const other = chosen?.find((one) => one.name === member.name && one.property !== member.property);
      if (other) report(scope, 'structure', `Chỉ được ghi một dạng của ${member.name}[x], đang có ${other.property} và ${member.property}`, member.name);
      (chosen ??= []).push(member);
    }
    scope.trail.push(member.name);
    checkMember(member, value, scope);
    scope.trail.pop();
  }
  if (!filled && !shape.resource) scope.issues.push({ severity: 'error', code: 'invariant', expression: placeOf(scope), message: 'Phần tử rỗng: ghi giá trị hoặc bỏ hẳn phần tử', constraint: 'ele-1' });
  for (const { name, properties } of shape.required) {
    if (!properties.some((property) => value[property] !== undefined || value[`_${property}`] !== undefined)) report(scope, 'required', `Thiếu phần tử bắt buộc "${name}" của ${shape.place}; bổ sung giá trị`, name);
  }
  for (const check of shape.checks) check(value, scope);
}

function checkMember(member: Member, owner: Json, scope: Scope): void {
  const value = owner[member.shadow ? `_${member.property}` : member.property];
  if (!member.repeats) {
    if (Array.isArray(value)) report(scope, 'structure', `"${member.name}" chỉ nhận một giá trị: bỏ dấu [ ]`);
    else if (value === null) report(scope, 'structure', `"${member.name}" không được là null; bỏ hẳn phần tử khi không có giá trị`);
    else member.check(value, scope);
    return;
  }
  if (!Array.isArray(value)) return report(scope, 'structure', `"${member.name}" phải là một danh sách: đặt giá trị trong dấu [ ]`);
  if (value.length === 0) return report(scope, 'structure', `Danh sách "${member.name}" rỗng; bỏ hẳn phần tử khi không có giá trị`);
  if (value.length > member.most) report(scope, 'structure', `"${member.name}" có ${value.length} giá trị, nhiều nhất ${member.most}`);
  const other = member.primitive ? owner[member.shadow ? member.property : `_${member.property}`] : undefined;
  if (!member.shadow && Array.isArray(other) && other.length !== value.length) report(scope, 'structure', `"${member.property}" và "_${member.property}" phải dài bằng nhau; chỗ không có ghi null`);
  for (let i = 0; i < value.length; i += 1) {
    const one: unknown = value[i];
    scope.trail.push(i);
    if (one !== null) member.check(one, scope);
    else if (!Array.isArray(other) || other[i] === null || other[i] === undefined) report(scope, 'structure', `Giá trị null trong danh sách "${member.name}"; bỏ nó đi`);
    scope.trail.pop();
  }
}
