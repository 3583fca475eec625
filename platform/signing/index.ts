/** Signatures: XAdES in files of the claim standard, PAdES in PDF; who signs is a seam. For the server alone. */
export type { RawSigner, SigningAlgorithm } from './signer.ts';
export { SIGNING_FAULTS } from './faults.ts';
export type { CertificateFacts } from './certificate/facts.ts';
export type { TrustAnchor } from './certificate/trust.ts';
export { signDossierFile } from './dossier/sign.ts';
export { verifyDossierFile } from './dossier/verify.ts';
export type { DossierSignature } from './dossier/verify.ts';
export { FLAWS } from './dossier/flaws.ts';
export type { Flaw } from './dossier/flaws.ts';
export { signPdf } from './pdf/sign.ts';
export type { PdfSignature } from './pdf/sign.ts';
export { openKeyring } from './key/keyring.ts';
export type { Keyring, KeyringOptions } from './key/keyring.ts';
export { openPkcs12 } from './key/pkcs12.ts';
export { KeyFileError } from './key/file-signer.ts';
