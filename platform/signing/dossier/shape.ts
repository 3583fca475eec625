import { isUtf8 } from 'node:buffer';
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlText, XmlTreeNode } from 'libxml2-wasm';
import type { XmlNode } from 'libxml2-wasm';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const PLACE = 'CHUKYDONVI';
/** Bytes. One dossier is well below; the tree needs about six times as much. */
export const LARGEST = 32 * 1024 * 1024;

/** Files that carry a signature, and the children that stand before it; the last of them is the content. */
const SHAPES: ReadonlyMap<string, readonly string[]> = new Map([
  ['GIAMDINHHS', ['THONGTINDONVI', 'THONGTINHOSO']],
  ['CHI_TIEU_TRANG_THAI_KCB', ['DSACH_TRANG_THAI_KCB']],
  ['CHI_TIEU_GIAM_DINH_YKHOA', ['DSACH_GIAM_DINH_YKHOA']],
]);

export type ShapeFlaw = 'too-large' | 'not-utf8' | 'unreadable' | 'no-place';

export class ShapeError extends Error {
  readonly flaw: ShapeFlaw;
  constructor(flaw: ShapeFlaw) {
    super(`the file cannot carry a signature: ${flaw}`);
    this.name = 'ShapeError';
    this.flaw = flaw;
  }
}

export interface OpenFile {
  readonly document: XmlDocument;
  /** Start tag of the root as written: its namespaces are in scope of the signature. */
  readonly startTag: string;
  readonly root: XmlElement;
  readonly content: XmlElement;
  readonly place: XmlElement;
}

/** Nothing but the XML declaration before the root: no DOCTYPE, hence no entities and no identifiers by DTD. */
const BEGINNING = /^(?:\xEF\xBB\xBF)?(?:<\?xml\s[^<>]*?\?>)?\s*(<[A-Za-z_](?:[^<>"']|"[^"<]*"|'[^'<]*')*>)/u;

/**
 * Parses a file of the claim standard and finds the place of its signature. Its memory is freed by `document.dispose()`.
 * @throws ShapeError
 */
export function openFile(bytes: Uint8Array): OpenFile {
  if (bytes.length > LARGEST) throw new ShapeError('too-large');
  if (!isUtf8(bytes)) throw new ShapeError('not-utf8');
  const beginning = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const declared = /^(?:\xEF\xBB\xBF)?<\?xml\s[^<>]*?encoding\s*=\s*["']([^"']*)/u.exec(beginning)?.[1];
  if (declared !== undefined && declared.toLowerCase() !== 'utf-8') throw new ShapeError('not-utf8');
  const startTag = BEGINNING.exec(beginning)?.[1];
  if (startTag === undefined || startTag.endsWith('/>')) throw new ShapeError(startTag === undefined ? 'unreadable' : 'no-place');
  const document = parse(bytes);
  try {
    return { document, startTag: Buffer.from(startTag, 'latin1').toString('utf8'), ...partsOf(document.root) };
  } catch (error) {
    document.dispose();
    throw error;
  }
}

export function parse(bytes: Uint8Array): XmlDocument {
  try {
    return XmlDocument.fromBuffer(bytes, { option: ParseOption.XML_PARSE_NO_XXE | ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NOERROR });
  } catch {
    // The message of the parser quotes the file: it stays here.
    throw new ShapeError('unreadable');
  }
}

function partsOf(root: XmlElement): { root: XmlElement; content: XmlElement; place: XmlElement } {
  const before = SHAPES.get(root.name);
  const children = elementsOf(root);
  const [content, place] = children.slice(-2);
  if (before === undefined || root.namespaceUri !== '' || content === undefined || place === undefined) throw new ShapeError('no-place');
  if (children.map((one) => `${one.namespaceUri}${one.name}`).join() !== [...before, PLACE].join()) throw new ShapeError('no-place');
  return { root, content, place };
}

/** Ends after a processing instruction, behind which the library does not lead: the survey has seen it by then. */
export function* childrenOf(node: XmlElement): Generator<XmlNode> {
  for (let child: XmlNode | null = node.firstChild; child !== null; child = child instanceof XmlTreeNode ? child.next : null) yield child;
}

export function elementsOf(node: XmlElement): XmlElement[] {
  return [...childrenOf(node)].filter((one) => one instanceof XmlElement);
}

/** The only child element of that name. @returns undefined when there is none, or more than one */
export function onlyChild(node: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  const found = node === undefined ? [] : elementsOf(node).filter((one) => one.name === name && one.namespaceUri === namespace);
  return found.length === 1 ? found[0] : undefined;
}

export interface Survey {
  readonly signatures: number;
  /** Values of all attributes that could serve as an identifier. */
  readonly ids: readonly string[];
  /** A comment or a processing instruction stands somewhere: a comment may divide a value and no signature covers it. */
  readonly hasRemarks: boolean;
}

/** Walks the whole tree once. */
export function survey(root: XmlElement): Survey {
  const ids: string[] = [];
  let signatures = 0;
  let hasRemarks = root.next !== null || root.prev !== null;
  const waiting: XmlElement[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.name === 'Signature' && node.namespaceUri === DSIG) signatures += 1;
    for (const one of node.attrs) if (one.name.toLowerCase() === 'id') ids.push(one.value);
    for (const child of childrenOf(node)) {
      if (child instanceof XmlElement) waiting.push(child);
      else if (!(child instanceof XmlText || child instanceof XmlCData)) hasRemarks = true;
    }
  }
  return { signatures, ids, hasRemarks };
}
