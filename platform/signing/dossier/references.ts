import type { XmlElement } from 'libxml2-wasm';
import { CANONICAL, C14N, DIGESTS, digestOf } from './canonical.ts';
import type { Flaw } from './flaws.ts';
import { DSIG, elementsOf, onlyChild } from './shape.ts';
import type { OpenFile } from './shape.ts';

const ENVELOPED = `${DSIG}enveloped-signature`;

/** One thing that a signature says it covers: where it is, how it is made canonical, what its digest shall be. */
export interface Reference {
  /** `file`: everything but the signature. `content`: THONGTINHOSO or its like. `beside`: another part before CHUKYDONVI. `own`: a part of the signature itself. */
  readonly what: 'file' | 'content' | 'beside' | 'own';
  readonly node: XmlElement | undefined;
  readonly canonical: string;
  readonly hash: string;
  readonly digest: string;
}

/**
 * Reads a reference by our narrow profile: an empty URI with the signature itself taken out, or `#id` of a child of the root or of an object in
 * the signature. What stands elsewhere is none: so nothing can be moved aside and still be called signed.
 */
export function readReference(reference: XmlElement, file: OpenFile, signature: XmlElement): Reference | Flaw {
  const uri = reference.attr('URI')?.value;
  const hash = DIGESTS.get(onlyChild(reference, DSIG, 'DigestMethod')?.attr('Algorithm')?.value ?? '');
  const digest = onlyChild(reference, DSIG, 'DigestValue')?.content.replace(/\s/gu, '');
  if (uri === undefined || digest === undefined) return 'form';
  if (hash === undefined) return 'algorithm';
  const steps = transformsOf(reference);
  if (steps === undefined) return 'form';
  const canonical = steps.at(-1) === ENVELOPED ? C14N : (steps.at(-1) ?? C14N);
  const before = steps.slice(0, steps.at(-1) === ENVELOPED ? undefined : -1);
  if (!CANONICAL.has(canonical) || before.length > 1 || before.some((one) => one !== ENVELOPED)) return 'form';
  if (uri === '') return before.length === 1 ? { what: 'file', node: undefined, canonical, hash, digest } : 'form';
  if (before.length > 0) return 'form';
  const wanted = uri.startsWith('#') ? uri.slice(1) : '';
  const node = wanted === '' ? undefined : [...elementsOf(file.root), ...ownParts(signature)].find((one) => idOf(one) === wanted);
  if (node === undefined || node.isSameNode(file.place)) return 'reference';
  const isOutside = elementsOf(file.root).some((one) => one.isSameNode(node));
  return { what: !isOutside ? 'own' : node.isSameNode(file.content) ? 'content' : 'beside', node, canonical, hash, digest };
}

/** @returns undefined for a transform with parameters */
function transformsOf(reference: XmlElement): string[] | undefined {
  const list = onlyChild(reference, DSIG, 'Transforms');
  if (list === undefined) return [];
  const steps = elementsOf(list);
  if (steps.some((one) => one.name !== 'Transform' || one.namespaceUri !== DSIG || elementsOf(one).length > 0)) return undefined;
  return steps.map((one) => one.attr('Algorithm')?.value ?? '');
}

/** Objects of the signature, what stands in them, and KeyInfo. */
export function ownParts(signature: XmlElement): XmlElement[] {
  const objects = elementsOf(signature).filter((one) => one.namespaceUri === DSIG && (one.name === 'Object' || one.name === 'KeyInfo'));
  return [...objects, ...objects.flatMap(elementsOf), ...objects.flatMap(elementsOf).flatMap(elementsOf)];
}

const idOf = (node: XmlElement): string | undefined => node.attrs.find((one) => one.name.toLowerCase() === 'id')?.value;

/** References into the tree as it stands; the whole file comes last, when the signature has been taken out of it. */
export function isKept(reference: Reference, file: OpenFile): boolean {
  return digestOf(reference.node ?? file.document, reference.canonical, reference.hash) === reference.digest;
}
