import { Button } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import { Empty, formatNumber, SeverityMark, Table } from '#platform/ui';
import { paperAddress } from './api.ts';
import type { LabReport } from './api.ts';
import { useLabText } from './text.ts';

/** What the files of a run came to: score, groups, rules, files, and the signed paper. */
export function Report({ report: { id, result, build, report } }: { report: LabReport }) {
  const say = useLabText();
  return (
    <section className="ye-stack" aria-label={say('report')}>
      <div className="ye-card ye-lab-head">
        <div><div className="ye-quiet">{say('score')}</div><div className="ye-lab-score ye-figures">{formatScore(report.score)} %</div><div>{say('score.text', { failing: formatNumber(report.failing), dossiers: formatNumber(report.dossiers), files: formatNumber(report.files.length) })}</div></div>
        <Button component="a" href={paperAddress(id)} download leftSection={<IconFileDownload size={18} aria-hidden />}>{say('paper')}</Button>
      </div>
      <h2>{say('groups')}</h2>
      <Table fold label={say('groups')} columns={[say('group'), { title: say('group.failing'), number: true }, { title: say('group.score'), number: true }]}>
        {report.groups.map((one) => <tr key={one.group}><td>{one.title}</td><td className="ye-number" data-label={say('group.failing')}>{formatNumber(one.failing)}</td><td className="ye-number" data-label={say('group.score')}>{formatScore(one.score)}</td></tr>)}
      </Table>
      <h2>{say('rules')}</h2>
      {report.rules.length === 0 ? <Empty title={say('rules.none')}>{say('rules.noneText')}</Empty> : (
        <Table fold label={say('rules')} columns={[say('rule'), say('rule.where'), say('rule.remedy'), say('rule.law'), { title: say('rule.count'), number: true }]}>
          {report.rules.map((rule) => <RuleRow key={`${rule.severity} ${rule.code}`} rule={rule} />)}
        </Table>
      )}
      <h2>{say('files')}</h2>
      <Table fold label={say('files')} columns={[say('file'), { title: say('file.dossiers'), number: true }, { title: say('file.failing'), number: true }]}>
        {report.files.slice(0, 500).map((file) => <tr key={file.name}><td className="ye-lab-file">{file.name}{file.unreadable === null ? null : <div className="ye-small">{file.unreadable}</div>}</td><td className="ye-number" data-label={say('file.dossiers')}>{formatNumber(file.dossiers)}</td><td className="ye-number" data-label={say('file.failing')}>{formatNumber(file.failing)}</td></tr>)}
      </Table>
      <dl className="ye-facts"><div className="ye-facts-wide"><dt>{say('result')}</dt><dd className="ye-code ye-lab-hash">{result}</dd></div><div className="ye-facts-wide"><dt>{say('build')}</dt><dd className="ye-code ye-lab-hash">{build}</dd></div></dl>
      <p className="ye-quiet ye-small">{say('same')}</p>
    </section>
  );
}

const formatScore = (score: number): string => score.toFixed(1).replace('.', ',');

function RuleRow({ rule }: { rule: LabReport['report']['rules'][number] }) {
  const say = useLabText();
  return (
    <tr>
      <td><SeverityMark severity={rule.severity} /> <span className="ye-code">{rule.code}</span><div>{rule.title}</div>
        {rule.examples.length === 0 ? null : <details><summary className="ye-small">{say('examples')}</summary><ul className="ye-small">{rule.examples.map((one, index) => <li key={index}>{say('example', one)}{one.message === '' ? '' : `: ${one.message}`}</li>)}</ul></details>}</td>
      <td data-label={say('rule.where')}>{rule.fields.map((field) => <div key={field.place} className="ye-code ye-small">{field.place} ({field.count})</div>)}</td>
      <td data-label={say('rule.remedy')}>{rule.remedy}</td><td data-label={say('rule.law')}>{rule.article}</td>
      <td className="ye-number" data-label={say('rule.count')}>{formatNumber(rule.count)}<div className="ye-small ye-quiet">{say('rule.dossiers', { count: rule.dossiers })}</div></td>
    </tr>
  );
}
