import { SaxesParser } from 'saxes';

/** Decodes base64 and runs saxes over the envelope and every inner document, doing nothing with them. Returns the number of inner documents. */
export async function plainParse(chunks: AsyncIterable<Uint8Array>): Promise<number> {
  const decoder = new TextDecoder('utf-8');
  const envelope = new SaxesParser();
  let content: string[] | undefined;
  let documents = 0;
  envelope.on('opentag', (tag) => { content = tag.name === 'NOIDUNGFILE' ? [] : undefined; });
  envelope.on('text', (text) => { content?.push(text); });
  envelope.on('closetag', () => {
    if (content === undefined || content.length === 0) return;
    new SaxesParser().write(Buffer.from(content.join(''), 'base64').toString('utf8')).close();
    documents += 1;
    content = undefined;
  });
  for await (const chunk of chunks) envelope.write(decoder.decode(chunk, { stream: true }));
  envelope.close();
  return documents;
}
