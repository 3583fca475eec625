import { lookup as resolveName } from 'node:dns/promises';
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';

/** An address that others gave us must not be fetched, or could not be. The message holds no address. */
export class OutboundError extends Error {
  override name = 'OutboundError';
}

export interface OutboundOptions {
  /** http too: a demonstration alone. */
  readonly plain?: boolean;
  /** Bytes of the answer. */
  readonly limit?: number;
  /** Milliseconds for all of it. */
  readonly patience?: number;
  /** Names to addresses; the system's when absent. */
  readonly resolve?: (name: string) => Promise<readonly { address: string; family: number }[]>;
}

const LIMIT = 64 * 1024;
const PATIENCE = 4_000;

/** Where nothing of the public network lives: this machine, our own network, links, tests, multicast; of IPv6 whatever is not given out (2000::/3), and what wraps IPv4. */
const CLOSED_V4 = new BlockList();
const CLOSED_V6 = new BlockList();
const GIVEN_V6 = new BlockList();
GIVEN_V6.addSubnet('2000::', 3, 'ipv6');
for (const [net, bits] of [['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24],
  ['192.168.0.0', 16], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4]] as const) CLOSED_V4.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const) CLOSED_V6.addSubnet(net, bits, 'ipv6');

/** Whether an address (IPv4 or IPv6 text) is of the public network. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family === 4 ? !CLOSED_V4.check(address, 'ipv4') : family === 6 && GIVEN_V6.check(address, 'ipv6') && !CLOSED_V6.check(address, 'ipv6');
}

/**
 * GET of an address that somebody else wrote (a program's jwks_uri). Every address the name has must be public, and the connection
 * goes to the very one that was checked, so that a second look-up cannot tell another. Redirects are not followed.
 * @returns the body's bytes and type, of a 200 alone
 * @throws OutboundError
 */
export async function fetchOutside(address: string, options: OutboundOptions = {}): Promise<{ readonly body: Buffer; readonly type: string }> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.username !== '' || url.password !== '' || !(url.protocol === 'https:' || (options.plain === true && url.protocol === 'http:'))) throw new OutboundError('address not allowed');
  // The URL parser has turned decimal, octal and hexadecimal hosts into dotted ones already.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const signal = AbortSignal.timeout(options.patience ?? PATIENCE);
  const found = isIP(host) === 0 ? await namesOf(host, options, signal) : [{ address: host, family: isIP(host) }];
  const target = found[0];
  if (!target || !found.every((one) => isPublicAddress(one.address))) throw new OutboundError('address not allowed');
  return get(url, target, options, signal);
}

/** A server of names that never answers must not hold the caller longer than one of pages. */
async function namesOf(host: string, options: OutboundOptions, signal: AbortSignal): Promise<readonly { address: string; family: number }[]> {
  const late = Promise.withResolvers<never>();
  const stop = (): void => { late.reject(new OutboundError('name not found in time')); };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([(options.resolve ?? ((name) => resolveName(name, { all: true })))(host), late.promise]);
  } catch (error) {
    throw error instanceof OutboundError ? error : new OutboundError('name not found');
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function get(url: URL, target: { address: string; family: number }, options: OutboundOptions, signal: AbortSignal): Promise<{ body: Buffer; type: string }> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? secureRequest : plainRequest;
    const fail = (reason: string): void => { reject(new OutboundError(reason)); };
    const call = begin(url, {
      signal, agent: false, headers: { accept: 'application/json' },
      // The name is not asked again.
      lookup: (_name, asked, done) => { if (asked.all === true) done(null, [target]); else done(null, target.address, target.family); },
    }, (answer) => {
      if (answer.statusCode !== 200) {
        answer.destroy();
        fail('no 200');
        return;
      }
      const pieces: Buffer[] = [];
      let size = 0;
      answer.on('data', (piece: Buffer) => {
        size += piece.length;
        pieces.push(piece);
        if (size > (options.limit ?? LIMIT)) { answer.destroy(); fail('too large'); }
      });
      answer.on('end', () => { resolve({ body: Buffer.concat(pieces), type: answer.headers['content-type'] ?? '' }); });
      answer.on('error', () => fail('cut off'));
    });
    call.on('error', () => fail('not reached'));
    call.end();
  });
}
