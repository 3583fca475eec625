import { createHash } from 'node:crypto';

/** Name of the destination: the insurer's adjudication gateway. */
export const INSURER = 'bhxh';

/** As whom a facility calls the gateway. */
export interface GatewayAccount {
  readonly username: string;
  /** `passwordHashOf` its password: all that the gateway's protocol asks for. */
  readonly passwordHash: string;
  /** The member of its staff that the facility registered with the insurer for look-ups of cards. */
  readonly staff?: { readonly name: string; readonly number: string } | undefined;
}

/** Where the insurer's gateway is and who may call it. */
export interface Gateway {
  /** Without path: `https://egw.baohiemxahoi.gov.vn`. */
  readonly baseUrl: string;
  /**
   * The account of a facility today; undefined: it has none, its messages wait.
   * @throws NoSessionError when it cannot be had
   */
  accountOf(facility: string): Promise<GatewayAccount | undefined>;
  readonly perSecond?: number;
  readonly parallel?: number;
  /** Seconds until an answer counts as lost. */
  readonly patience?: number;
}

/** MD5 as upper-case hexadecimal, as the insurer's letter 1245 says. */
export function passwordHashOf(password: string): string {
  return createHash('md5').update(password).digest('hex').toUpperCase();
}
