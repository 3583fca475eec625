import { MESSAGE_STATES, type MessageState } from './life.ts';

/** `late`: past its deadline and not answered. `soon`: will be within a day. */
export const URGENCIES = ['late', 'soon'] as const;

/** What the address of the page of messages says; nothing of a person. */
export interface MessageSearch {
  readonly trangThai?: MessageState;
  readonly gap?: (typeof URGENCIES)[number];
  readonly loai?: string;
  readonly noiNhan?: string;
  /** MA_CSKCB. */
  readonly coSo?: string;
  /** yyyy-MM-dd of the event. */
  readonly ngay?: string;
}

/** The same, some of it perhaps not chosen. */
export type MaybeSearch = { readonly [K in keyof MessageSearch]?: MessageSearch[K] | undefined };

/** Reads an address; what does not fit is left out. */
export function readMessageSearch(search: Record<string, unknown>): MessageSearch {
  // A code of figures alone comes as a number.
  const fitting = (name: string, pattern: RegExp): string | undefined => { const value = search[name]; const text = typeof value === 'number' ? String(value) : value; return typeof text === 'string' && pattern.test(text) ? text : undefined; };
  return chosen({
    trangThai: MESSAGE_STATES.find((one) => one === search['trangThai']), gap: URGENCIES.find((one) => one === search['gap']), loai: fitting('loai', /^[a-z][a-z0-9-]{1,30}$/u),
    noiNhan: fitting('noiNhan', /^[a-z][a-z0-9-]{1,39}$/u), coSo: fitting('coSo', /^\w{1,10}$/u), ngay: fitting('ngay', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u),
  });
}

/** Without what is not chosen, so that it does not stand in the address. */
export function chosen({ trangThai, gap, loai, noiNhan, coSo, ngay }: MaybeSearch): MessageSearch {
  return { ...(trangThai && { trangThai }), ...(gap && { gap }), ...(loai && { loai }), ...(noiNhan && { noiNhan }), ...(coSo && { coSo }), ...(ngay && { ngay }) };
}
