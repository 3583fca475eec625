const CRLF2 = Buffer.from('\r\n\r\n');
const LONGEST_HEAD = 8 * 1024;
const MOST_PARTS = 50;

/**
 * multipart/form-data (RFC 7578) of a body that is in memory, one character a byte. A part with a file name counts like one without.
 * @returns by lower-case name; undefined: not as the boundary says
 */
export function readMultipart(body: Buffer, boundary: string): Map<string, string> | undefined {
  if (boundary === '') return undefined;
  const values = new Map<string, string>();
  const line = Buffer.from(`--${boundary}`, 'latin1');
  const next = Buffer.from(`\r\n--${boundary}`, 'latin1');
  let at = body.indexOf(line);
  // A preamble ends with a line of its own.
  if (at < 0 || (at > 0 && body.subarray(at - 2, at).toString('latin1') !== '\r\n')) return undefined;
  at += line.length;
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    if (body.subarray(at, at + 2).toString('latin1') === '--') return values;
    // White space may stand behind a boundary.
    const start = body.indexOf('\r\n', at, 'latin1');
    if (start < 0 || body.subarray(at, start).toString('latin1').trim() !== '') return undefined;
    // A part without any header begins with the empty line.
    const headEnd = body.indexOf(CRLF2, start);
    const end = headEnd < 0 ? -1 : body.indexOf(next, headEnd + 2);
    if (end < 0 || headEnd - start > LONGEST_HEAD) return undefined;
    const name = nameOf(body.subarray(start, headEnd).toString('latin1'));
    if (name !== undefined && !values.has(name)) values.set(name, body.subarray(headEnd + CRLF2.length, Math.max(end, headEnd + CRLF2.length)).toString('latin1'));
    at = end + next.length;
  }
  return undefined;
}

function nameOf(head: string): string | undefined {
  const disposition = /^content-disposition:\s*form-data\b([^\r\n]*)/imu.exec(head)?.[1] ?? '';
  const found = /;\s*name=(?:"([^"]*)"|([^;\s]+))/iu.exec(disposition);
  return (found?.[1] ?? found?.[2])?.trim().toLowerCase();
}
