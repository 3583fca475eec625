/** Conditions on `exchange_message m`, for several questions. */

/** A newer revision of the same visit, kind and receiver stands somewhere. */
export const REPLACED = `exists (select 1 from exchange_message n where n.destination = m.destination and n.facility = m.facility and n.ma_lk = m.ma_lk and n.kind = m.kind and n.revision > m.revision)`;

/** Nobody who counts has it yet, or it is to be mended and was not: the clock runs. */
export const RUNNING = `(m.state in ('watched', 'held', 'owed', 'sending', 'unknown') or m.state in ('refused', 'rejected') and not ${REPLACED})`;
