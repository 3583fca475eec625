import { BlockList, isIP } from 'node:net';

/** Where a call comes from, as far as the edge knows. */
export interface Origin {
  /** Network address; '' when there is none (the command line). */
  readonly address: string;
  /** Coarse words for the browser and system: `Chrome · Windows`. */
  readonly agent: string;
}

export const NOWHERE: Origin = { address: '', agent: '' };

/** Loopback, private and link-local ranges. */
export const INNER_DEFAULT = '127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10';

/** @param ranges `10.0.0.0/8,…` @returns whether an address lies inside. @throws Error naming the range that is none */
export function innerNetworks(ranges: string): (address: string) => boolean {
  const list = new BlockList();
  for (const range of ranges.split(',').map((each) => each.trim()).filter(Boolean)) {
    const [net = '', bits = ''] = range.split('/');
    const family = isIP(net);
    const width = Number(bits);
    if (family === 0 || !/^\d+$/.test(bits) || width > (family === 4 ? 32 : 128)) throw new Error(range);
    list.addSubnet(net, width, family === 4 ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    const plain = address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
    const family = isIP(plain);
    // The command line and tests have no address: they are on the machine itself.
    return plain === '' || (family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6'));
  };
}

/** What a limit counts under: an IPv6 user owns a whole /64. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6 || address.startsWith('::ffff:')) return address.replace('::ffff:', '');
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const whole = tail === undefined ? front : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back];
  return `${whole.slice(0, 4).map((part) => part.padStart(4, '0').toLowerCase()).join(':')}/64`;
}

const BROWSERS = [['Edg/', 'Edge'], ['OPR/', 'Opera'], ['coc_coc', 'Cốc Cốc'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']] as const;
const SYSTEMS = [['Android', 'Android'], ['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Windows', 'Windows'], ['Mac OS', 'macOS'], ['Linux', 'Linux']] as const;

/** `Chrome · Windows`; nothing finer is kept. */
export function agentWords(userAgent: string | undefined): string {
  const given = userAgent ?? '';
  const found = [BROWSERS, SYSTEMS].map((table) => table.find(([sign]) => given.includes(sign))?.[1]).filter((word) => word !== undefined);
  return found.join(' · ') || 'Chương trình khác';
}
