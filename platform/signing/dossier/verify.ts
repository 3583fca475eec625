import { verify as verifyBytes } from 'node:crypto';
import type { X509Certificate } from 'node:crypto';
import type { XmlElement } from 'libxml2-wasm';
import { factsOf, isInForce, isStrong, readCertificate } from '../certificate/facts.ts';
import type { CertificateFacts } from '../certificate/facts.ts';
import { isTrusted } from '../certificate/trust.ts';
import type { TrustAnchor } from '../certificate/trust.ts';
import { CANONICAL, canonicalBytes } from './canonical.ts';
import type { Flaw } from './flaws.ts';
import { signedFacts } from './properties.ts';
import { isKept, readReference } from './references.ts';
import type { Reference } from './references.ts';
import { DSIG, ShapeError, elementsOf, onlyChild, openFile, survey } from './shape.ts';
import type { OpenFile } from './shape.ts';

/** What is known of the signature of a file. */
export interface DossierSignature {
  readonly signed: boolean;
  /** No flaw at all: whole, in its form, certificate in force at signing time, and trusted where anchors were given. */
  readonly valid: boolean;
  readonly flaws: readonly Flaw[];
  /** As it stands in the file: worth something only when `valid`. */
  readonly certificate: CertificateFacts | undefined;
  /** What the signature covers as its time; the signer's own word, no time stamp. */
  readonly signedAt: Date | undefined;
  /** `file`: all but the signature. `content`: THONGTINHOSO or its like, not the facility's code before it. */
  readonly covers: 'file' | 'content' | undefined;
  /** Undefined: no anchors were given, so nobody looked. */
  readonly trusted: boolean | undefined;
}

const METHODS: ReadonlyMap<string, { hash: string; kind: 'rsa' | 'ec' }> = new Map([
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', { hash: 'sha256', kind: 'rsa' }], ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256', { hash: 'sha256', kind: 'ec' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha384', { hash: 'sha384', kind: 'rsa' }], ['http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384', { hash: 'sha384', kind: 'ec' }],
  ['http://www.w3.org/2001/04/xmldsig-more#rsa-sha512', { hash: 'sha512', kind: 'rsa' }],
]);
/** Milliseconds that clocks may differ. */
const SKEW = 5 * 60_000;
const NONE = { certificate: undefined, signedAt: undefined, covers: undefined, trusted: undefined } as const;

/**
 * Checks the signature of a file of the claim standard: XAdES, or the plain XMLDSig of the sister formats. Never throws for what stands in the file.
 * @param options.at moment of checking @param options.anchors authorities to trust; without them only the mathematics and the times are checked.
 * Revocation is not asked.
 */
export function verifyDossierFile(bytes: Uint8Array, options: { readonly at: Date; readonly anchors?: readonly TrustAnchor[] }): DossierSignature {
  let file: OpenFile;
  try {
    file = openFile(bytes);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    return { signed: false, valid: false, flaws: [error.flaw], ...NONE };
  }
  try {
    const found = survey(file.root);
    if (found.signatures === 0) return { signed: false, valid: false, flaws: [], ...NONE };
    const bad = (flaw: Flaw): DossierSignature => ({ signed: true, valid: false, flaws: [flaw], ...NONE });
    if (found.hasRemarks) return bad('remarks');
    if (new Set(found.ids).size !== found.ids.length) return bad('id-twice');
    const signature = onlyChild(file.place, DSIG, 'Signature');
    if (signature === undefined || found.signatures !== 1 || elementsOf(file.place).length !== 1) return bad('misplaced');
    try {
      return examine(file, signature, options);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      return bad(error.flaw);
    }
  } finally {
    file.document.dispose();
  }
}

function examine(file: OpenFile, signature: XmlElement, options: { readonly at: Date; readonly anchors?: readonly TrustAnchor[] }): DossierSignature {
  const flaws = new Set<Flaw>();
  const references = (elementsOf(onlyChild(signature, DSIG, 'SignedInfo') ?? signature)).filter((one) => one.name === 'Reference' && one.namespaceUri === DSIG)
    .map((one) => readReference(one, file, signature)).filter((one) => { if (typeof one === 'string') flaws.add(one); return typeof one !== 'string'; });
  const covers = (['file', 'content'] as const).find((what) => references.some((one) => one.what === what));
  if (covers === undefined) flaws.add('uncovered');
  const certificates = certificatesOf(signature);
  const [certificate, ...between] = certificates;
  const own = references.filter((one) => one.what === 'own').flatMap((one) => one.node ?? []);
  const { signedAt, certificateDigest } = signedFacts(own);
  if (certificate === undefined) flaws.add('no-certificate');
  else {
    if (!isStrong(certificate)) flaws.add('algorithm');
    const flaw = valueFlaw(signature, certificate);
    if (flaw !== undefined) flaws.add(flaw);
    if (certificateDigest !== undefined && !certificateDigest(certificate)) flaws.add('certificate-swapped');
    if (!isInForce(certificate, signedAt ?? options.at)) flaws.add('certificate-time');
  }
  if (signedAt !== undefined && signedAt.getTime() > options.at.getTime() + SKEW) flaws.add('future');
  const trusted = options.anchors === undefined || certificate === undefined ? undefined : isTrusted(certificate, between, options.anchors, signedAt ?? options.at);
  if (trusted === false) flaws.add('untrusted');
  if (!areKept(references, file, signature)) flaws.add('digest');
  return { signed: true, valid: flaws.size === 0, flaws: [...flaws], certificate: certificate && factsOf(certificate), signedAt, covers, trusted };
}

/** Takes the signature out of the tree: nothing may read it afterwards. */
function areKept(references: readonly Reference[], file: OpenFile, signature: XmlElement): boolean {
  const partial = references.filter((one) => one.what !== 'file').every((one) => isKept(one, file));
  signature.remove();
  return partial && references.filter((one) => one.what === 'file').every((one) => isKept(one, file));
}

function certificatesOf(signature: XmlElement): X509Certificate[] {
  const data = onlyChild(onlyChild(signature, DSIG, 'KeyInfo'), DSIG, 'X509Data');
  const texts = data === undefined ? [] : elementsOf(data).filter((one) => one.name === 'X509Certificate' && one.namespaceUri === DSIG);
  return texts.flatMap((one) => readCertificate(Buffer.from(one.content, 'base64')) ?? []);
}

function valueFlaw(signature: XmlElement, certificate: X509Certificate): Flaw | undefined {
  const info = onlyChild(signature, DSIG, 'SignedInfo');
  const canonical = onlyChild(info, DSIG, 'CanonicalizationMethod');
  const value = onlyChild(signature, DSIG, 'SignatureValue')?.content;
  const form = canonical?.attr('Algorithm')?.value ?? '';
  if (info === undefined || canonical === undefined || value === undefined || !CANONICAL.has(form) || elementsOf(canonical).length > 0) return 'form';
  const method = METHODS.get(onlyChild(info, DSIG, 'SignatureMethod')?.attr('Algorithm')?.value ?? '');
  if (method === undefined || method.kind !== certificate.publicKey.asymmetricKeyType) return 'algorithm';
  const isGood = verifyBytes(method.hash, canonicalBytes(info, form), { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(value, 'base64'));
  return isGood ? undefined : 'signature';
}
