/** The clock on the wall in Vietnam. Pure: runs in the server and in the browser. */

/** Vietnam keeps UTC+7 all year. */
const ZONE = 7 * 3_600_000;

/** yyyyMMddHHmmss of a moment in Vietnam. @param time milliseconds since 1970 UTC */
export function momentInVietnam(time: number): string {
  return new Date(time + ZONE).toISOString().replace(/\D/g, '').slice(0, 14);
}

/** yyyyMMdd of a moment in Vietnam. @param time milliseconds since 1970 UTC */
export function dayInVietnam(time: number): string {
  return momentInVietnam(time).slice(0, 8);
}
