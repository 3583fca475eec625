import { createHash } from 'node:crypto';
import { XmlC14NMode, XmlError } from 'libxml2-wasm';
import type { XmlDocument, XmlElement } from 'libxml2-wasm';
import { ShapeError } from './shape.ts';

/** Canonical forms that are read; we write the first. None keeps comments. */
export const CANONICAL: ReadonlyMap<string, 0 | 1 | 2> = new Map([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', XmlC14NMode.XML_C14N_1_0],
  ['http://www.w3.org/2001/10/xml-exc-c14n#', XmlC14NMode.XML_C14N_EXCLUSIVE_1_0],
  ['http://www.w3.org/2006/12/xml-c14n11', XmlC14NMode.XML_C14N_1_1],
]);
export const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** Digests that are read, to node's names; SHA-1 is not among them. */
export const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'sha512'],
]);
export const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** Digest of the canonical form of a whole document, or of one element in its place. @returns base64 @throws ShapeError when it has none */
export function digestOf(node: XmlDocument | XmlElement, algorithm: string, hash: string): string {
  const sum = createHash(hash);
  canonicalize(node, algorithm, (part) => { sum.update(part); });
  return sum.digest('base64');
}

/** The canonical form of one element in its place. @throws ShapeError when it has none */
export function canonicalBytes(node: XmlElement, algorithm: string): Uint8Array {
  const parts: Buffer[] = [];
  // The part lies in the memory of the parser and is overwritten: it is copied.
  canonicalize(node, algorithm, (part) => { parts.push(Buffer.from(part)); });
  return Buffer.concat(parts);
}

/** Relative namespace names, for one, have no canonical form. */
function canonicalize(node: XmlDocument | XmlElement, algorithm: string, take: (part: Uint8Array) => void): void {
  try {
    node.canonicalize({ write: (part) => { take(part); return part.length; }, close: () => true }, { mode: CANONICAL.get(algorithm) ?? XmlC14NMode.XML_C14N_1_0 });
  } catch (error) {
    if (error instanceof XmlError) throw new ShapeError('unreadable');
    throw error;
  }
}
