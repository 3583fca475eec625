import { TextLink } from '#platform/ui';

/** One tap to the text behind a thing. @param law key in reference/law */
export function LawLink({ law, words }: { law: string; words?: string }) {
  return law === '' ? null : <TextLink to="/danh-muc/can-cu" search={{ dieu: law }}>{words ?? law}</TextLink>;
}
