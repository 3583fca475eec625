/** What else a list says of a code, small. */
export function Attributes({ of: attributes }: { of: Readonly<Record<string, string>> }) {
  const filled = Object.entries(attributes).filter(([, value]) => value !== '');
  return <span className="ye-small ye-quiet">{filled.map(([name, value]) => `${name}: ${value}`).join(' · ')}</span>;
}
