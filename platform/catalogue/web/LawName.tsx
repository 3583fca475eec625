import { useQuery } from '@tanstack/react-query';
import { lawQuery } from './api.ts';
import { LawLink } from './LawLink.tsx';

/** The article behind a thing, by the name people know, one tap to its text; its key until the name is there. @param law key in reference/law */
export function LawName({ law }: { law: string }) {
  const articles = useQuery(lawQuery);
  const found = articles.data?.find((one) => one.key === law);
  return <LawLink law={law} words={found === undefined ? law : [found.document, found.article].filter((part) => part !== '').join(', ')} />;
}
