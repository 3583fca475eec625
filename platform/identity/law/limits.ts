import type { Database } from '#platform/db';
import { dayInVietnam } from '#platform/time/rules';

/** The figures that the standard (TCVN 14423) and the province set: rows of the list `parameter`, by the day. */
export interface Limits {
  /** Signs of a password that stands alone. */
  readonly passwordMin: number;
  /** Signs of a password beside a second factor. */
  readonly passwordMinSecond: number;
  /** Days without sign-in after which an account is closed. */
  readonly idleDays: number;
  /** Months between two reviews of an account. */
  readonly reviewMonths: number;
  readonly confirmMinutes: number;
  readonly invitationDays: number;
  /** Hours that a full sign-in opens the PIN on a shared computer. */
  readonly pinHours: number;
  readonly pinTries: number;
}

/** The value of a dated legal parameter of a province. @param day yyyyMMdd */
export type ParameterOf = (db: Database, name: string, day: string) => string | undefined;

let parameterOf: ParameterOf = () => undefined;

/** The catalogue stands above this room (it shows who changed a list), so the server hands its look-up in. */
export function connectLaw(source: ParameterOf): void {
  parameterOf = source;
}

/** @param day yyyyMMdd; today when absent. @throws Error when a row is missing: a fault of the installation */
export function limitsOf(db: Database, day: string = dayInVietnam(Date.now())): Limits {
  const figure = (name: string): number => {
    const value = Number(parameterOf(db, name, day) ?? Number.NaN);
    if (!Number.isInteger(value) || value <= 0) throw new Error(`parameter ${name} is missing on ${day}`);
    return value;
  };
  // Each is looked up when it is asked for: a row that was closed by mistake stops only what needs it.
  return {
    get passwordMin() { return figure('password-min'); }, get passwordMinSecond() { return figure('password-min-second-factor'); },
    get idleDays() { return figure('account-idle-days'); }, get reviewMonths() { return figure('account-review-months'); },
    get confirmMinutes() { return figure('confirm-minutes'); }, get invitationDays() { return figure('invitation-days'); },
    get pinHours() { return figure('pin-full-sign-in-hours'); }, get pinTries() { return figure('pin-tries'); },
  };
}
