export type ScanCode = 'malformed' | 'truncated' | 'entity' | 'too-deep' | 'too-large';

/** Stops the scanner. `message` is a Vietnamese clause without place: whoever catches it knows the place. */
export class ScanError extends Error {
  readonly code: ScanCode;

  constructor(code: ScanCode, message: string) {
    super(message);
    this.name = 'ScanError';
    this.code = code;
  }
}
