import { formatMoment, formatMoney, formatNumber, formatQuantity, Table } from '#platform/ui';
import type { Visit } from '../api.ts';
import { usePersonText } from '../text.ts';
import type { Kind } from './kinds.ts';

/** One part of a visit: drugs, results, procedures, papers, course or money. */
export function VisitPart({ visit, kind }: { visit: Visit; kind: Exclude<Kind, 'diagnoses'> }) {
  const say = usePersonText();
  return <div className="ye-visit-part"><h4>{say(`kind.${kind}`)}</h4><Content visit={visit} kind={kind} /></div>;
}

function Content({ visit, kind }: { visit: Visit; kind: Exclude<Kind, 'diagnoses'> }) {
  const say = usePersonText();
  switch (kind) {
    case 'drugs': return <Drugs drugs={visit.drugs} />;
    case 'results': return <Results results={visit.results} />;
    case 'procedures': return <ul>{visit.procedures.map((each, index) => <li key={index}>{each.code ? `${each.code} – ` : ''}{each.name}{each.at ? <span className="ye-small ye-quiet ye-figures"> {formatMoment(each.at)}</span> : null}</li>)}</ul>;
    case 'papers': return <ul>{visit.papers.map((each, index) => <li key={index}>{each.title}{each.issued ? `, ${say('issued', { day: formatMoment(each.issued) })}` : ''}</li>)}</ul>;
    case 'notes': return <ul>{visit.notes.map((each, index) => <li key={index}>{each.at ? <span className="ye-quiet ye-figures">{formatMoment(each.at)} </span> : null}{each.text}</li>)}</ul>;
    case 'money': return <dl className="ye-facts ye-figures">{(['total', 'fund', 'copay', 'own'] as const).map((part) => <div key={part}><dt>{say(`money.${part}`)}</dt><dd>{formatMoney(visit.money?.[part] ?? '')}</dd></div>)}</dl>;
  }
}

function Drugs({ drugs }: { drugs: Visit['drugs'] }) {
  const say = usePersonText();
  return (
    <Table fold label={say('kind.drugs')} columns={[say('drug'), { title: say('quantity'), number: true }, say('dosage')]}>
      {drugs.map((drug, index) => <tr key={index}><td>{drug.name}{drug.strength ? ` ${drug.strength}` : ''}</td><td className="ye-number" data-label={say('quantity')}>{formatQuantity(drug.quantity ?? '')} {drug.unit ?? ''}</td><td data-label={say('dosage')}>{drug.dosage ?? ''}</td></tr>)}
    </Table>
  );
}

function Results({ results }: { results: Visit['results'] }) {
  const say = usePersonText();
  return (
    <Table fold label={say('kind.results')} columns={[say('result'), { title: say('value'), number: true }, say('conclusion'), say('at')]}>
      {results.map((result, index) => <tr key={index}><td>{result.name}</td><td className="ye-number" data-label={say('value')}>{formatNumber(result.value ?? '')} {result.unit ?? ''}</td><td data-label={say('conclusion')}>{result.conclusion ?? ''}</td><td className="ye-nowrap" data-label={say('at')}>{formatMoment(result.at ?? '')}</td></tr>)}
    </Table>
  );
}
