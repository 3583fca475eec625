/** Papers: PDF from typst templates and data. For the server alone. */
export { renderPdf } from './render-pdf.ts';
export type { JsonValue, RenderOptions } from './render-pdf.ts';
export { DOCUMENT_FAULTS } from './faults.ts';
