import type { Catalogues } from '#platform/catalogue/rules';
import type { Dossier } from '../model/index.ts';

/** A FHIR R4 resource as it is written. */
export interface RecordResource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

export interface RecordEntry {
  readonly resource: RecordResource;
  /** Classes of the sensitive things that it tells (`HIV`). */
  readonly labels: readonly string[];
}

/** What a pure function cannot do itself. */
export interface RecordTools {
  /** The same parts give the same legal R4 id, for ever. */
  id(...parts: readonly string[]): string;
  /** A JSON number kept as written. @throws SyntaxError when the text is no JSON number */
  decimal(text: string): unknown;
}

export interface RecordInput {
  readonly dossier: Dossier;
  /** The sender: five letters and digits, as the register has it. What the file itself says is the dossier's. */
  readonly facility: { readonly code: string; readonly name: string };
  readonly maLk: string;
  /** Id of the Patient that this facility's number means. */
  readonly patient: string;
  /** uuid of the dossier on the desk. */
  readonly dossierId: string;
  readonly revision: number;
  readonly source: {
    readonly intake: string;
    readonly fileName: string;
    /** SHA-256 of the received file. */
    readonly file: string;
    /** ISO 8601 with offset. */
    readonly receivedAt: string;
  };
  readonly catalogues: Catalogues;
}
