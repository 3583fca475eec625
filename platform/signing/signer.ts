/** RSA with PKCS#1 v1.5 padding, or ECDSA over P-256; SHA-256 with both. */
export type SigningAlgorithm = 'rsa-sha256' | 'ecdsa-sha256';

/**
 * Whoever holds a private key: a file today, a token or a remote service later. All of them answer later, some of them after a person said yes,
 * so signing is asynchronous everywhere and the caller keeps the bytes unchanged meanwhile.
 */
export interface RawSigner {
  readonly algorithm: SigningAlgorithm;
  /** DER certificates: the signer's own first, then its issuers as far as they are known. */
  readonly chain: readonly [Uint8Array, ...Uint8Array[]];
  /** Hashes and signs. @returns RSA: the signature; ECDSA: r‖s, 64 bytes. @throws Fault when the holder of the key refuses or cannot be reached */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}
