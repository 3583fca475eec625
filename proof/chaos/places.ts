/** Who sends and where to, for the sender of its own process and for who judges. */
export const FACILITIES = ['99001', '99002', '99003', '99004', '99005'] as const;
export const SECRET = 'bí mật của buổi thử';
/** 13-figure code of a facility at the health-check hub. */
export const senderOf = (facility: string): string => `893000000${facility.slice(1)}`;
/** Seconds until an answer counts as lost; the stand-in's late answers take three times as long. */
export const PATIENCE = 1.5;
