import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A piece of DER: its tag, its length, its bytes. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? Buffer.from([body.length]) : body.length < 256 ? Buffer.from([0x81, body.length]) : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

const SEQUENCE = 0x30;
const hex = (text: string): Buffer => Buffer.from(text, 'hex');
const ECDSA_SHA256 = der(SEQUENCE, der(6, hex('2a8648ce3d040302')));
const time = (at: Date): Buffer => der(0x18, Buffer.from(`${at.toISOString().slice(0, 19).replace(/[-:T]/gu, '')}Z`));

/** A certificate for 127.0.0.1 and localhost that signs itself, and its key. For tests. @returns PEM */
export function ownCertificate(name = 'localhost'): { cert: string; key: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const called = der(SEQUENCE, der(0x31, der(SEQUENCE, der(6, hex('550403')), der(0x0c, Buffer.from(name)))));
  const names = der(SEQUENCE, der(SEQUENCE, der(6, hex('551d11')), der(4, der(SEQUENCE, der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))))));
  const now = Date.now();
  const content = der(SEQUENCE, der(0xa0, der(2, Buffer.from([2]))), der(2, Buffer.from([1]), randomBytes(8)), ECDSA_SHA256, called, der(SEQUENCE, time(new Date(now - 3_600_000)), time(new Date(now + 86_400_000))), called,
    publicKey.export({ type: 'spki', format: 'der' }), der(0xa3, names));
  const whole = der(SEQUENCE, content, ECDSA_SHA256, der(3, Buffer.from([0]), sign('sha256', content, privateKey)));
  const lines = whole.toString('base64').match(/.{1,64}/gu) ?? [];
  return { cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
