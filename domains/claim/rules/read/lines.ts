/** Turns \r\n and \r into \n, as XML asks, for text that comes in pieces. */
export class LineEnds {
  #held = false;

  next(chunk: string): string {
    const text = this.#held ? `\r${chunk}` : chunk;
    this.#held = text.endsWith('\r');
    return normaliseLines(this.#held ? text.slice(0, -1) : text);
  }

  /** What is still held back when the text is over. */
  rest(): string {
    return this.#held ? '\n' : '';
  }
}

export function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/gu, '\n') : text;
}
