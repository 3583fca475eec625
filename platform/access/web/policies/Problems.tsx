import { ApiFault, FaultPanel, Panel } from '#platform/ui';
import { useAccessText } from '../text.ts';

/** What is wrong with a text, each on a line, in the engine's own words. */
export function Problems({ error }: { error: Error | null }) {
  const say = useAccessText();
  if (error === null) return null;
  if (!(error instanceof ApiFault) || error.code !== 'access.bad-policies') return <FaultPanel error={error} />;
  return (
    <Panel kind="error" title={error.message}>
      <p>{say('problems')}</p>
      <ol className="ye-problems ye-code" lang="en">{error.places.map((one, at) => <li key={at}><Line path={one.path} />{one.message}</li>)}</ol>
    </Panel>
  );
}

/** Where: `text:96` is line 96. */
function Line({ path }: { path: string }) {
  const say = useAccessText();
  const [, line] = path.split(':');
  return line === undefined ? null : <span lang="vi" className="ye-strong">{say('line', { line })} </span>;
}
