import type { ApprovedKind } from '#platform/catalogue/rules';

export interface ApprovedLayout {
  /** Vietnamese, for messages. */
  readonly title: string;
  /** Columns that tell two rows of one code apart: together with the code they are the row's key. */
  readonly key: readonly string[];
  /** Further columns. A file may leave out any of them, key columns too. */
  readonly more: readonly string[];
  /** Columns that are amounts in đồng. */
  readonly amounts: readonly string[];
}

/**
 * Own layouts, because the insurer's (01–06/DM) are not public; the names are those of the dossier's fields.
 * Described for users in docs/approved-catalogues.md: a test compares.
 */
export const APPROVED_LAYOUTS: Readonly<Record<ApprovedKind, ApprovedLayout>> = {
  drug: { title: 'thuốc', key: ['HAM_LUONG', 'DUONG_DUNG', 'SO_DANG_KY', 'TT_THAU'], more: ['TEN_THUOC', 'DON_GIA'], amounts: ['DON_GIA'] },
  service: { title: 'dịch vụ kỹ thuật', key: [], more: ['TEN_DICH_VU', 'DON_GIA'], amounts: ['DON_GIA'] },
  supply: { title: 'vật tư y tế', key: ['TT_THAU'], more: ['TEN_VAT_TU', 'DON_GIA', 'DON_GIA_BH'], amounts: ['DON_GIA', 'DON_GIA_BH'] },
  bed: { title: 'giường', key: ['MA_KHOA'], more: [], amounts: [] },
  staff: { title: 'người hành nghề', key: [], more: ['HO_TEN', 'PHAM_VI', 'MA_KHOA'], amounts: [] },
  machine: { title: 'máy', key: [], more: ['TEN'], amounts: [] },
};
