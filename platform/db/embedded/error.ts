/** PostgreSQL cannot be brought up. The message is Vietnamese and says what to do. */
export class DatabaseStartError extends Error {
  override name = 'DatabaseStartError';
  /** Worth another try at once: a killed predecessor's processes are still ending. */
  readonly transient: boolean;

  constructor(message: string, transient = false) {
    super(message);
    this.transient = transient;
  }
}

/** What the last lines of PostgreSQL's log mean for the person who starts the server. */
export function explainLog(tail: string, logPath: string): DatabaseStartError {
  if (/No space left on device|Disk quota exceeded/.test(tail)) {
    return new DatabaseStartError(`Ổ đĩa chứa dữ liệu đã đầy nên PostgreSQL không khởi động được.\nGiải phóng chỗ trống rồi chạy lại; dữ liệu đã ghi vẫn còn nguyên. Nhật ký: ${logPath}`);
  }
  if (/Permission denied|Operation not permitted|wrong ownership|invalid permissions/.test(tail)) {
    return new DatabaseStartError(`PostgreSQL không được quyền đọc ghi thư mục dữ liệu.\nKiểm tra chủ sở hữu và quyền của thư mục (phải là 0700 của người chạy yteso). Nhật ký: ${logPath}`);
  }
  if (/pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/.test(tail)) {
    return new DatabaseStartError(`Tiến trình PostgreSQL của lần chạy trước chưa dừng hẳn hoặc cổng đang bị chiếm.\nChờ nửa phút rồi chạy lại. Nhật ký: ${logPath}`, true);
  }
  if (/database files are incompatible|initialized by PostgreSQL version/.test(tail)) {
    return new DatabaseStartError(`Dữ liệu được tạo bởi một phiên bản PostgreSQL khác.\nXem docs/settings.md, mục “Chuyển dữ liệu”. Nhật ký: ${logPath}`);
  }
  const last = tail.trim().split('\n').slice(-5).join('\n');
  return new DatabaseStartError(`PostgreSQL đi kèm không khởi động được. Những dòng cuối của nhật ký ${logPath}:\n${last}`);
}
