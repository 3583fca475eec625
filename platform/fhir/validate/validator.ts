import type { Child } from '../definitions/model.ts';
import { modelOf } from '../definitions/model.ts';
import type { Constraint, Definitions } from '../definitions/schema.ts';
import { isJson, textOf, type Resource } from '../json.ts';
import { compileBindings } from './binding.ts';
import { compileInvariant } from './invariant.ts';
import { placeOf, report, type Check, type Issue, type Scope } from './issue.ts';
import { hasContent, isPlainHtml } from './narrative.ts';
import { PRIMITIVES } from './primitive.ts';
import { compileShape, type Shape } from './shape.ts';
import { targetCheck } from './target.ts';
import { checkObject } from './walk.ts';

/** Everything that is wrong with a resource; empty: it is valid. Never throws, whatever it is given. */
export type Validate = (resource: Resource) => Issue[];

export interface Options {
  /** Recommendations of the specification too (dom-6: every resource should have a narrative). Default: no. */
  readonly warnings?: boolean;
  /** false: constraints by the FHIRPath library alone, slow; to test the ones in code against it. Default: true. */
  readonly native?: boolean;
}

/**
 * Compiles R4's definitions to a validator: http://hl7.org/fhir/R4/validation.html without profiles, terminology servers and fetching of what is referred to.
 * A type is compiled when its first value comes. Decimals may be numbers or raw numbers.
 */
export function compileValidator(definitions: Definitions, options: Options = {}): Validate {
  const model = modelOf(definitions);
  const bindings = compileBindings(definitions);
  const shapes = new Map<string, Shape>();

  function shapeOf(place: string): Shape {
    let shape = shapes.get(place);
    if (!shape) shapes.set(place, shape = compileShape(place, model, constraintsAt(place), (child) => checkOf(child), (value, scope) => checkObject(shapeOf('Element'), value, scope)));
    return shape;
  }

  function invariants(constraints: readonly Constraint[], owner: string, place: string): Check[] {
    return constraints.filter((one) => one.severity === 'error' || options.warnings === true)
      .flatMap((one) => compileInvariant(one, owner, place, options.native !== false) ?? []);
  }

  /** Of a type: its own and its bases'; of a place below one: those of the element that is defined there. */
  function constraintsAt(place: string): Check[] {
    if (!place.includes('.')) return model.lineOf(place).flatMap((type) => invariants(type.constraints, type.name, place));
    const { type, path } = elementOf(place);
    const element = model.types.get(type)?.elements.find((one) => one.path === path);
    return invariants(element?.constraints ?? [], place, place);
  }

  function checkOf(child: Child): Check {
    const checks = [checkType(child), ...boundTo(child), ...aimedAt(child), ...profiled(child), ...constrained(child)];
    const [first, second] = checks;
    if (first && checks.length === 1) return first;
    if (first && second && checks.length === 2) return (value, scope) => { first(value, scope); second(value, scope); };
    return (value, scope) => { for (const check of checks) check(value, scope); };
  }

  function checkType(child: Child): Check {
    if (child.type === 'Resource') return (value, scope) => checkResource(value, scope, child.name === 'contained');
    if (child.type === 'xhtml') return checkNarrative;
    const primitive = model.types.get(child.type)?.kind === 'primitive' ? PRIMITIVES[child.type] : undefined;
    if (primitive) return (value, scope) => { if (!primitive.fits(value)) report(scope, 'value', `Giá trị ${shown(value)} sai: phải là ${primitive.wanted}`); };
    let shape: Shape | undefined;
    return (value, scope) => checkObject(shape ??= shapeOf(child.place), value, scope);
  }

  function boundTo({ element, type }: Child): Check[] {
    const check = element.binding === undefined ? undefined : bindings(element.binding, type);
    return check ? [check] : [];
  }

  function aimedAt({ type, ref }: Child): Check[] {
    return type === 'Reference' && ref.targets ? [targetCheck(ref.targets, model)] : [];
  }

  function profiled({ ref }: Child): Check[] {
    if (ref.profile === undefined) return [];
    return [(value, scope) => { if (isJson(value) && value['comparator'] !== undefined) report(scope, 'structure', 'Ở đây số lượng không được có comparator (<, >); bỏ đi', 'comparator'); }];
  }

  /** Constraints that an element adds to its data type; those of a place of its own stand with the place. */
  function constrained({ element, type, place }: Child): Check[] {
    return place === type ? invariants(element.constraints, ownerOf.get(element) ?? '', place) : [];
  }

  const ownerOf = new Map(definitions.types.flatMap((type) => type.elements.map((element) => [element, `${type.name}.${element.path}`])));

  function checkResource(value: unknown, scope: Scope, contained: boolean): void {
    const type = isJson(value) ? textOf(value, 'resourceType') : '';
    const definition = model.types.get(type);
    if (!isJson(value) || definition?.kind !== 'resource' || definition.abstract) return report(scope, 'structure', `Không có loại tài nguyên "${type}" trong FHIR R4; sửa resourceType`);
    const { resource, root } = scope;
    scope.resource = value;
    if (!contained) scope.root = value;
    checkObject(shapeOf(type), value, scope);
    scope.resource = resource;
    scope.root = root;
  }

  return (resource) => {
    const value: unknown = resource;
    const scope: Scope = { issues: [], trail: [], resource: {}, root: {} };
    scope.trail.push(isJson(value) ? textOf(value, 'resourceType') || 'Resource' : 'Resource');
    try {
      checkResource(value, scope, false);
    } catch (error) {
      // What is not entered may still be nested deeper than the stack.
      if (!(error instanceof RangeError)) throw error;
      report(scope, 'structure', 'Lồng nhau quá sâu; rút gọn tài nguyên');
    }
    return scope.issues;
  };
}

function elementOf(place: string): { type: string; path: string } {
  const cut = place.indexOf('.');
  return { type: place.slice(0, cut), path: place.slice(cut + 1) };
}

function checkNarrative(value: unknown, scope: Scope): void {
  if (typeof value !== 'string') return report(scope, 'value', 'Phần thuyết minh phải là chuỗi XHTML');
  const tell = (constraint: string, message: string): void => { scope.issues.push({ severity: 'error', code: 'invariant', expression: placeOf(scope), message, constraint }); };
  if (!isPlainHtml(value)) tell('txt-1', 'Phần thuyết minh phải nằm trong <div>, chỉ dùng thẻ HTML trình bày, không có script và sự kiện (txt-1)');
  else if (!hasContent(value)) tell('txt-2', 'Phần thuyết minh rỗng; ghi nội dung hoặc bỏ text (txt-2)');
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
