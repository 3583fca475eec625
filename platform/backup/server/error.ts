/** A backup or a restore cannot go on. The message is Vietnamese and says what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** What went wrong with the disk or the database, in words for whoever runs the command; anything else stays what it is. */
export function explain(error: unknown, folder: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new BackupError(`Ổ đĩa chứa ${folder} đã đầy; bản sao lưu ở đó dở dang và không dùng được.\nGiải phóng chỗ trống (hoặc chọn ổ khác) rồi chạy lại đúng lệnh: tệp đã nhận chép rồi thì không chép lại.`, { cause: error });
  }
  if (code === '53100') return new BackupError('Ổ đĩa của PostgreSQL đã đầy; chưa có gì được ghi.\nGiải phóng chỗ trống rồi chạy lại đúng lệnh.', { cause: error });
  if (code === 'EACCES' || code === 'EROFS') return new BackupError(`Không được quyền ghi vào ${folder}.\nChọn thư mục khác, hoặc chạy bằng người dùng ghi được vào đó.`, { cause: error });
  return error;
}
