/** Failures that can be called up: a MA_LK with this ending. Listed for people in README.md; a test compares. */
export const SENTINELS = {
  '-HTML': 'trả trang HTML của máy trung gian, không nhận hồ sơ',
  '-TREO': 'không bao giờ trả lời, không nhận hồ sơ',
  '-TRONG': 'đã nhận hồ sơ nhưng trả nội dung rỗng',
  '-MUON': 'đã nhận hồ sơ nhưng trả lời muộn',
  '-401': 'phiên hết hạn ở lần gửi đầu, lần sau thì nhận',
  '-500': 'báo lỗi hệ thống, không nhận hồ sơ',
  '-LANDAU': 'lần gửi đầu trả trang HTML và không nhận, lần sau thì nhận',
  '-403': 'từ chối: tài khoản không được gửi hồ sơ này',
  '-JSON': 'đã nhận hồ sơ nhưng trả JSON không đúng mẫu',
  '-XOA': 'đã nhận hồ sơ rồi cắt đường truyền',
} as const;

export type Sentinel = keyof typeof SENTINELS;

/** The first failure that one of the dossiers asks for. */
export function sentinelOf(maLk: readonly string[]): Sentinel | undefined {
  for (const id of maLk) for (const ending of Object.keys(SENTINELS)) if (id.endsWith(ending) && isSentinel(ending)) return ending;
  return undefined;
}

function isSentinel(text: string): text is Sentinel {
  return text in SENTINELS;
}
