import { Fault } from '#platform/fault';
import { DOCUMENT_FAULTS } from './faults.ts';
import { drawableText } from './render/glyphs.ts';
import { inTurn } from './render/renderer.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface RenderOptions {
  /** Written into the PDF as its time: same template, data and time give the same bytes. */
  readonly at: Date;
  /** Milliseconds; 20,000 unless told. */
  readonly patience?: number;
}

const MB = 1024 * 1024;
/** Bytes of JSON. Some 60,000 rows of a table. */
const MOST_DATA = 8 * MB;
const MOST_PDF = 48 * MB;

/** Before every template: our fonts alone, Vietnamese, and the data under one name. */
const PREAMBLE = '#set text(font: "Liberation Serif", fallback: false, lang: "vi", region: "VN")\n#let data = json(bytes(sys.inputs.data))\n';
/** What would make a paper depend on the network or on the clock. */
const FORBIDDEN = /["']@|datetime\s*\.\s*today/u;

/**
 * A PDF/A-2b from a typst template of ours and data that stays data: the template sees it as `data` and its texts print as they are, whatever signs
 * stand in them. Signs that our fonts lack print as a box. A template may `#import "/official.typ": *` and read nothing else.
 * Another process does the work: the event loop only waits.
 * @throws Fault of DOCUMENT_FAULTS; its cause says for the log what was wrong, without the data
 */
export async function renderPdf(template: string, data: JsonValue, options: RenderOptions): Promise<Uint8Array> {
  if (FORBIDDEN.test(template)) throw new Fault(DOCUMENT_FAULTS.failed, {}, { cause: new Error('a template may use neither packages nor the clock') });
  const text = JSON.stringify(data, (_key, value: unknown) => (typeof value === 'string' ? drawableText(value) : value));
  const size = Buffer.byteLength(text);
  if (size > MOST_DATA) throw new Fault(DOCUMENT_FAULTS.tooLarge, { size: Math.ceil(size / MB), limit: MOST_DATA / MB });
  const pdf = await inTurn({ source: PREAMBLE + template, data: text, at: Math.floor(options.at.getTime() / 1000) }, options.patience ?? 20_000);
  if (pdf.length > MOST_PDF) throw new Fault(DOCUMENT_FAULTS.tooLarge, { size: Math.ceil(pdf.length / MB), limit: MOST_PDF / MB });
  return pdf;
}
