/** The electronic papers that the insurer's gateway takes, each by its root element. Source: letter 3220/BHXH-CNTT, annex 2. */
export const PAPERS = [
  { kind: 'paper', loaiHs: '39', root: 'HSCHUNGTU', mark: 'CT' },
  { kind: 'death-notice', loaiHs: '60', root: 'HSDLGBT', mark: 'GBT' },
  { kind: 'birth-notice', loaiHs: '61', root: 'HSDLGCS', mark: 'GCS' },
] as const;
export type PaperKind = (typeof PAPERS)[number]['kind'];

/** What is known of a kind of message, if it is one of these papers. */
export const paperOf = (kind: string): (typeof PAPERS)[number] | undefined => PAPERS.find((one) => one.kind === kind);
