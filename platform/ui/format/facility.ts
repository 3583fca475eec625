/** `62990 – Bệnh viện Đa khoa tỉnh`; the code once where the name is not known. */
export function facilityWords(facility: { readonly code: string; readonly name: string }): string {
  return facility.name === '' || facility.name === facility.code ? facility.code : `${facility.code} – ${facility.name}`;
}
