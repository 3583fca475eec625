import type { Child, Model } from '../definitions/model.ts';
import { isJson, listOf, textOf } from '../json.ts';
import type { Path, Step } from './expression.ts';
import { targetTypeOf } from './reference.ts';

/** A move from a value to values below it, or a test that keeps it. */
export type Edge =
  | { readonly kind: 'property'; readonly name: string; readonly at?: number }
  | { readonly kind: 'keep'; readonly label: string; readonly test: (value: unknown) => boolean };

/** A path made of JSON properties, and the FHIR type of what it ends at. */
export interface Chain {
  readonly edges: readonly Edge[];
  readonly type: string;
  readonly place: string;
}

/**
 * The chains that a path means at a type: one for each type that a choice element on the way may have.
 * @param start the type, or place below a type, at which a path without a root begins
 * @returns empty when the path belongs to another type
 */
export function chainsOf(path: Path, start: string, model: Model): Chain[] {
  const type = start.split('.')[0] ?? '';
  if (path.root !== '' && path.root !== '%resource' && !model.lineOf(type).some((one) => one.name === path.root)) return [];
  const place = path.root === '' ? start : type;
  return path.steps.reduce<Chain[]>((chains, step) => chains.flatMap((chain) => follow(chain, step, model)), [{ edges: [], type: place, place }]);
}

function follow(chain: Chain, step: Step, model: Model): Chain[] {
  const kept = (label: string, test: (value: unknown) => boolean): Chain[] => [{ ...chain, edges: [...chain.edges, { kind: 'keep', label, test }] }];
  switch (step.kind) {
    case 'child': return model.childrenOf(chain.place).filter((child) => child.name === step.name).map((child) => below(chain, child));
    // Some expressions write DateTime for dateTime.
    case 'type': return chain.type.toLowerCase() === step.name.toLowerCase() ? [chain] : [];
    case 'refers': return chain.type === 'Reference' ? kept(`is ${step.type}`, (value) => isJson(value) && targetTypeOf(value) === step.type) : [];
    case 'equals': return kept(`${step.name}=${step.value}`, (value) => isJson(value) && value[step.name] === step.value);
    case 'extension': return follow(chain, { kind: 'child', name: 'extension' }, model).flatMap((one) => follow(one, { kind: 'equals', name: 'url', value: step.url }, model));
    case 'extended': return kept(`has ${step.url}`, (value) => isJson(value) && listOf(value, 'extension').some((one) => isJson(one) && textOf(one, 'url') === step.url));
    case 'index': return [{ ...chain, edges: chain.edges.map((edge, i) => (i === chain.edges.length - 1 && edge.kind === 'property' ? { ...edge, at: step.at } : edge)) }];
    case 'truth': return [chain];
  }
}

function below(chain: Chain, child: Child): Chain {
  return { edges: [...chain.edges, { kind: 'property', name: child.property }], type: child.type, place: child.place };
}
