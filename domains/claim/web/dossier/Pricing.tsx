import { formatNumber, Table } from '#platform/ui';
import type { PriceDifference } from '../api.ts';
import { useClaimText } from '../text.ts';
import { spotKey, spotWords } from './grouping.ts';
import type { Spot } from './grouping.ts';

/** Where the amounts computed again differ from those written. */
export function Pricing({ pricing, onGo }: { pricing: readonly PriceDifference[]; onGo: (spot: Spot) => void }) {
  const say = useClaimText();
  return (
    <section className="ye-stack" aria-labelledby="tinh-lai">
      <h2 id="tinh-lai">{say('pricing')}</h2>
      <p className="ye-small ye-quiet">{say('pricing.text')}</p>
      <Table label={say('pricing')} maxHeight="300px" columns={[say('pricing.where'), { title: say('pricing.written'), number: true }, { title: say('pricing.computed'), number: true }]}>
        {pricing.map((each) => {
          const spot = { ...each.line, field: each.field };
          const words = spotWords(spot, (row) => say('row', { row }), say('whole'));
          return <tr key={spotKey(spot)}><td><button type="button" className="ye-go" aria-label={say('go', { place: words })} onClick={() => onGo(spot)}>{words}</button></td><td className="ye-number">{formatNumber(each.written)}</td><td className="ye-number">{formatNumber(each.computed)}</td></tr>;
        })}
      </Table>
    </section>
  );
}
