import type { Facility, Staff } from './facilities.ts';
import type { Card, Person } from './people.ts';
import type { LineInput } from './amounts.ts';
import type { Row, TableName } from '#domains/claim/rules';

/** A visit as a doctor would tell it; `assemble` turns it into the tables of the standard. */
export interface Draft {
  readonly id: string;
  readonly facility: Facility;
  readonly person: Person;
  readonly visitType: string;
  /** MA_DOITUONG_KCB. */
  readonly category: string;
  readonly arrival: string;
  readonly admission?: string;
  readonly discharge: string;
  /** NGAY_TTOAN; visits 02, 05, 07 are paid before their last covered day. */
  readonly payment: string;
  readonly departments: readonly string[];
  readonly doctor: Staff;
  readonly complaint: string;
  readonly mainDisease: string;
  readonly others: readonly string[];
  readonly treatment: string;
  readonly treatmentDays: number;
  readonly outcome?: string;
  readonly dischargeType?: string;
  readonly drugs: readonly DrugLine[];
  readonly services: readonly ServiceLine[];
  readonly supplies: readonly SupplyLine[];
  readonly notes: readonly { at: string; text: string; operation?: string }[];
  /** Cards used, first to last; the second one holds from its `from` day. Empty: not insured. */
  readonly cards: readonly Card[];
  /** Further fields of XML1: MA_NOI_DI, GIAY_CHUYEN_TUYEN, NGAY_TAI_KHAM, NGAY_MIEN_CCT … */
  readonly summary?: Row;
  /** Further tables (XML6, XML9 …): rows given in part; absent fields become empty. */
  readonly papers?: ReadonlyMap<TableName, readonly Row[]>;
}

export interface DrugLine {
  readonly key: string; readonly perTime: number; readonly times: number; readonly days: number; readonly at: string;
  readonly department?: string; readonly other?: NonNullable<LineInput['other']>; readonly source?: string;
}

export interface ServiceLine {
  readonly key: string; readonly at: string; readonly done?: string; readonly result?: string; readonly quantity?: string;
  readonly ratio?: number; readonly department?: string; readonly bed?: string; readonly outOfScope?: boolean; readonly anaesthesia?: string;
  readonly disease?: string; readonly other?: NonNullable<LineInput['other']>; readonly performer?: Staff;
}

export interface SupplyLine {
  readonly key: string; readonly quantity: string; readonly at: string; readonly department?: string; readonly insuredPrice?: string;
  readonly withService?: string;
}
