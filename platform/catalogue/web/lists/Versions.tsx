import { formatDay, formatNumber, Period, Table } from '#platform/ui';
import type { CodeList } from '../api.ts';
import { LawLink } from '../LawLink.tsx';
import { useCatalogueText } from '../text.ts';
import { Complete } from './ListsPage.tsx';

/** The versions of a list: when each holds, whether it is complete, by which law. */
export function Versions({ list }: { list: CodeList }) {
  const say = useCatalogueText();
  return (
    <Table fold label={say('versions')} columns={[say('version'), say('complete'), { title: say('rows'), number: true }, say('law'), say('source')]}>
      {list.versions.map((version) => (
        <tr key={version.validFrom}>
          <td><Period from={formatDay(version.validFrom)} to={version.validTo === null ? null : formatDay(version.validTo)} /></td><td><Complete complete={version.complete} /></td>
          <td className="ye-number" data-label={say('rows')}>{formatNumber(version.rows)}</td><td data-label={say('law')}><LawLink law={version.law} /></td><td className="ye-small ye-quiet">{version.source ?? ''}</td>
        </tr>
      ))}
    </Table>
  );
}
