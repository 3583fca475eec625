import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { COSIGNATURE, cosignedText, fromBase64, joined, keyIdOf, readNote, readVerifier, sameBytes, signatureLine, verifierText, verifyConsistency } from '#platform/audit/rules';
import type { Note, VerifierKey } from '#platform/audit/rules';

const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');
const PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Plays a second party that keeps checkpoints (C2SP tlog-witness). It takes the first key it is shown for a log, and from then on only what goes on from
 * what it has seen: a checkpoint that does not is refused.
 */
export class WitnessStand {
  readonly #name = 'yteso-sandbox-witness';
  readonly #key = generateKeyPairSync('ed25519');
  readonly #logs = new Map<string, { key: VerifierKey; size: number; root: Uint8Array }>();
  /** Keys that it was told of, `name+id+key`. */
  readonly #trusted = new Map<string, VerifierKey>();

  /** A log that it watches over. */
  async trust(vkey: string): Promise<void> {
    const key = await readVerifier(sha256, vkey);
    if (key !== undefined) this.#trusted.set(key.name, key);
  }

  async vkey(): Promise<string> {
    const publicKey = this.#key.publicKey.export({ format: 'der', type: 'spki' }).subarray(PREFIX.length);
    return verifierText({ name: this.#name, kind: COSIGNATURE, keyId: await keyIdOf(sha256, this.#name, COSIGNATURE, publicKey), publicKey });
  }

  /** `old N`, proof lines, an empty line, the checkpoint. */
  async add(body: string): Promise<{ status: number; text: string }> {
    const cut = body.indexOf('\n\n');
    const [first = '', ...proof] = body.slice(0, Math.max(0, cut)).split('\n').filter((line) => line !== '');
    const old = Number(/^old (\d{1,16})$/.exec(first)?.[1] ?? Number.NaN);
    const note = readNote(body.slice(cut + 2));
    const path = proof.map(fromBase64).filter((one) => one !== undefined);
    if (cut < 0 || Number.isNaN(old) || note === undefined || path.length !== proof.length || path.length > 63) return { status: 400, text: 'unreadable' };
    const key = this.#trusted.get(note.checkpoint.origin);
    if (key === undefined) return { status: 404, text: 'unknown log' };
    if (!isSigned(note, key)) return { status: 403, text: 'no known signature' };
    return this.#keep(note, key, old, path);
  }

  async #keep(note: Note, key: VerifierKey, old: number, path: readonly Uint8Array[]): Promise<{ status: number; text: string }> {
    const { origin, size, root } = note.checkpoint;
    const seen = this.#logs.get(origin) ?? { key, size: 0, root: new Uint8Array() };
    if (old !== seen.size || old > size) return { status: 409, text: `${seen.size}\n` };
    if (old === size ? !sameBytes(root, seen.root) : old > 0 && !(await verifyConsistency(sha256, { old, size, path, oldRoot: seen.root, root }))) return { status: 422, text: 'does not go on from what was seen' };
    this.#logs.set(origin, { key, size, root });
    const time = Math.floor(Date.now() / 1000);
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(time));
    const publicKey = this.#key.publicKey.export({ format: 'der', type: 'spki' }).subarray(PREFIX.length);
    const keyId = await keyIdOf(sha256, this.#name, COSIGNATURE, publicKey);
    return { status: 200, text: signatureLine(this.#name, keyId, joined(stamp, sign(null, Buffer.from(cosignedText(time, note.text)), this.#key.privateKey))) };
  }

  receive(app: FastifyInstance): void {
    app.post('/nhat-ky/add-checkpoint', async (request, reply) => {
      const { status, text } = await this.add(typeof request.body === 'string' ? request.body : '');
      return reply.code(status).type('text/plain; charset=utf-8').send(text);
    });
  }
}

function isSigned({ text, signatures }: Note, key: VerifierKey): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(joined(PREFIX, key.publicKey)), format: 'der', type: 'spki' });
  return signatures.some((one) => one.name === key.name && sameBytes(one.bytes.slice(0, 4), key.keyId) && verify(null, Buffer.from(text), publicKey, one.bytes.slice(4)));
}
