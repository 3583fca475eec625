/** The job that compares people in the background. */
export const MATCH_JOB = 'person-match';
