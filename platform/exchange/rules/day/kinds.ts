/** No receiver's list tells of these kinds: their receipt is all there is. Nor do they close a visit: a check-in begins one, a paper is issued beside it. */
export const UNLISTED: readonly string[] = ['check-in', 'paper', 'death-notice', 'birth-notice'];

export const isListed = (kind: string): boolean => !UNLISTED.includes(kind);
/** Papers have numbers of their own, which say nothing of the visits'. */
export const isOfVisit = (kind: string): boolean => kind === 'check-in' || isListed(kind);
