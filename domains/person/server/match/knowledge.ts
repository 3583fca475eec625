import { referenceVersions } from '#platform/catalogue/server';
import { knowledgeOf, type Knowledge } from '#domains/person/rules';

let kept: Knowledge | undefined;

/** What comparing stands on, made once: weights and frequencies of the training, communes old to new. */
export function knowledge(): Knowledge {
  kept ??= knowledgeOf({
    communes: referenceVersions().filter((version) => version.list === 'commune-map')
      .flatMap((version) => [...version.entries()].map(({ attributes }) => ({ old: attributes['old'] ?? '', new: attributes['new'] ?? '' }))),
  });
  return kept;
}
