import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';

const sha = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest();
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** A passkey in software: what a phone or a key would do, with knobs for what an attacker would. For tests only. */
export class Authenticator {
  counter = 0;
  verified = true;
  readonly #id = randomBytes(32);
  readonly #key: KeyObject;
  readonly #public: Map<number, number | Uint8Array>;
  #user = '';

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    this.#public = new Map<number, number | Uint8Array>([[1, 2], [3, -7], [-1, 1], [-2, new Uint8Array(Buffer.from(x, 'base64url'))], [-3, new Uint8Array(Buffer.from(y, 'base64url'))]]);
  }

  get id(): string {
    return b64(this.#id);
  }

  register(options: { challenge: string; user: { id: string } }, origin: string) {
    this.#user = options.user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.#id.length);
    const data = Buffer.concat([this.#data(origin, 0x40), Buffer.alloc(16), length, this.#id, isoCBOR.encode(this.#public)]);
    const attestation = isoCBOR.encode(new Map<string | number, string | Uint8Array | Map<string | number, string>>([['fmt', 'none'], ['attStmt', new Map<string | number, string>()], ['authData', new Uint8Array(data)]]));
    return this.#answer({ clientDataJSON: b64(this.#client('webauthn.create', options.challenge, origin)), attestationObject: b64(attestation), transports: ['internal'] });
  }

  assert(options: { challenge: string }, origin: string) {
    this.counter += 1;
    const data = this.#data(origin, 0);
    const client = this.#client('webauthn.get', options.challenge, origin);
    const signature = createSign('sha256').update(Buffer.concat([data, sha(client)])).sign(this.#key);
    return this.#answer({ clientDataJSON: b64(client), authenticatorData: b64(data), signature: b64(signature), userHandle: this.#user });
  }

  #answer<R extends object>(response: R) {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {}, authenticatorAttachment: 'platform', response };
  }

  #client(type: string, challenge: string, origin: string): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(origin: string, more: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    return Buffer.concat([sha(new URL(origin).hostname), Buffer.from([0x01 | (this.verified ? 0x04 : 0) | more]), counter]);
  }
}
