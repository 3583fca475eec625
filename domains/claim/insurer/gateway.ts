/** Where the insurer's gateway is and who may call it. */
export interface Gateway {
  /** Without path: `https://egw.baohiemxahoi.gov.vn`. */
  readonly baseUrl: string;
  /** The account of a facility; undefined: it has none, its messages wait. */
  accountOf(facility: string): { readonly username: string; readonly password: string } | undefined;
  readonly perSecond?: number;
  readonly parallel?: number;
  /** Seconds until an answer counts as lost. */
  readonly patience?: number;
}
