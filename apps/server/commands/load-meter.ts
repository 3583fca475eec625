import type { LoadProgress } from '#domains/claim/server';

/** Rates are taken over this long, so that the time left follows what happens now. */
const WINDOW_MS = 30_000;
const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

/** Tells how far loading is: rate of the last half minute and time left by bytes. @param began milliseconds of the clock that is handed in */
export function loadMeter(began: number): (progress: LoadProgress, now: number) => string {
  const points: { at: number; dossiers: number; bytes: number }[] = [];
  return ({ dossiers, files, filesDone, bytes, readBytes }, now) => {
    points.push({ at: now, dossiers, bytes: readBytes });
    while (points.length > 2 && now - (points[1]?.at ?? now) > WINDOW_MS) points.shift();
    const first = points[0] ?? { at: began, dossiers: 0, bytes: 0 };
    const seconds = (now - first.at) / 1000;
    const rate = seconds > 0 ? (dossiers - first.dossiers) / seconds : 0;
    const byteRate = seconds > 0 ? (readBytes - first.bytes) / seconds : 0;
    const left = byteRate > 0 ? (bytes - readBytes) / byteRate : undefined;
    const share = bytes > 0 ? Math.floor((readBytes / bytes) * 100) : 100;
    return `Đã nạp ${number.format(dossiers)} hồ sơ, xong ${filesDone}/${files} tệp (${share} %)${rate > 0 ? `, ${number.format(rate)} hồ sơ/giây` : ''}${left === undefined || filesDone === files ? '' : `, còn khoảng ${duration(left)}`}`;
  };
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} giây`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} phút` : `${Math.floor(seconds / 3600)} giờ ${Math.round((seconds % 3600) / 60)} phút`;
}
