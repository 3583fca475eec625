/** The server cannot start; the message is Vietnamese and says what to do. */
export class StartError extends Error {
  override name = 'StartError';
}
