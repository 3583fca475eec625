import { PAPERS } from '#domains/papers/rules';
import type { PaperKind } from '#domains/papers/rules';

/** How much of a file is looked at: the root element stands behind a declaration and a comment or two. */
const BEGINNING = 4096;

/** Which electronic paper a file is by its root element; null: none, so a dossier or something unknown, which the server judges. */
export async function paperKindOf(file: Blob): Promise<PaperKind | null> {
  const root = rootOf(await file.slice(0, BEGINNING).text());
  return PAPERS.find((one) => one.root === root)?.kind ?? null;
}

/** The name of the first element of an XML text, without its prefix; undefined when the beginning has none. */
export function rootOf(text: string): string | undefined {
  const bare = text.replace(/^\uFEFF/u, '').replaceAll(/<\?.*?\?>|<!--.*?-->/gsu, '').trimStart();
  return /^<(?:[\w.-]+:)?([\w.-]+)/u.exec(bare)?.[1];
}
