import { BlockList, isIP } from 'node:net';

/** `10.0.0.5`, `10.0.0.0/8`, `2001:db8::/32` in one spelling; undefined: no address. */
export function readRange(text: string): string | undefined {
  const [net = '', bits, ...more] = text.trim().toLowerCase().split('/');
  const family = isIP(net);
  const most = family === 4 ? 32 : 128;
  if (family === 0 || more.length > 0 || net.includes('%')) return undefined;
  if (bits === undefined) return `${net}/${most}`;
  return /^\d{1,3}$/u.test(bits) && Number(bits) <= most ? `${net}/${Number(bits)}` : undefined;
}

/** Whether a caller's address lies in one of the ranges. No range: from nowhere. */
export function isWithin(ranges: readonly string[], address: string): boolean {
  const plain = /^::ffff:\d+\.\d+\.\d+\.\d+$/iu.test(address) ? address.slice(7) : address;
  const family = isIP(plain);
  if (family === 0) return false;
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits = ''] = range.split('/');
    if (isIP(net) === family) list.addSubnet(net, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  }
  return list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
