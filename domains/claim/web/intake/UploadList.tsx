import { Button, Progress } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { FaultPanel, formatBytes, Panel, percent, TextLink } from '#platform/ui';
import { useClaimText } from '../text.ts';
import type { Upload } from './uploads.ts';
import { forgetUpload, newsOf, upload, useUploads } from './uploads.ts';

/** The files on their way in, each with a word on how it stands. */
export function UploadList() {
  const say = useClaimText();
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  return (
    <section className="ye-card" aria-labelledby="dang-nop" aria-live="polite">
      <h2 id="dang-nop">{say('uploads')}</h2>
      <ul className="ye-uploads">{uploads.map((each) => <li key={each.key}><Line upload={each} /></li>)}</ul>
    </section>
  );
}

function Line({ upload: one }: { upload: Upload }) {
  const say = useClaimText();
  const client = useQueryClient();
  const word = one.paper !== null ? say(one.paper.isNew ? 'upload.paper' : 'upload.paperSame', { kind: say(`paper.${one.paper.kind}`), revision: one.paper.revision }) : one.state === 'sending' ? say('upload.sending', { percent: percent(one.share) }) : say(`upload.${one.state}`);
  const again = () => {
    forgetUpload(one.key);
    upload(one.file, () => newsOf(client));
  };
  return (
    <div>
      <div className="ye-row">
        <span className="ye-strong">{one.file.name}</span><span className="ye-quiet ye-small">{formatBytes(one.file.size)}</span><span>{word}</span>
        {one.intake ? <TextLink to="/nhan-ho-so/$id" params={{ id: one.intake }}>{say('upload.open')}</TextLink> : null}
        {one.paper ? <TextLink to="/lien-thong" search={{ loai: one.paper.kind }}>{say('upload.paperOpen')}</TextLink> : null}
        {one.state === 'failed' ? <Button size="compact-sm" variant="default" onClick={again}>{say('upload.again')}</Button> : null}
        {one.state === 'failed' || one.state === 'done' ? <Button size="compact-sm" variant="subtle" onClick={() => forgetUpload(one.key)}>{say('upload.forget')}</Button> : null}
      </div>
      {one.state === 'sending' || one.state === 'keeping' ? <Progress value={one.share * 100} size="sm" aria-label={say('upload.progress', { name: one.file.name })} /> : null}
      {one.fault ? (one.fault.code === 'upload.cut' ? <Panel kind="error">{say('upload.cut')}</Panel> : <FaultPanel error={one.fault} />) : null}
    </div>
  );
}
