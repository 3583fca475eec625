/** The text since the dossier began, so that reading can go back to it when the dossier turns out to be broken. */
import { isBlank } from './tags.ts';

/** How far back in all a file may make the reader go, against what it has brought: a bound on the time of a hostile file. */
const BACK_PER_CHARACTER = 4;
const BACK_FREE = 1_000_000;

const PIECE = 64 * 1024;

interface Piece {
  readonly start: number;
  readonly text: string;
}

export class Window {
  #pieces: Piece[] = [];
  #end = 0;
  #size = 0;
  #allowance = BACK_FREE;

  /** Characters kept. */
  get size(): number {
    return this.#size;
  }

  add(text: string): void {
    const last = this.#pieces.at(-1);
    // Small chunks are put together, so that their number stays small.
    if (last !== undefined && last.start + last.text.length === this.#end && last.text.length < PIECE) {
      this.#pieces[this.#pieces.length - 1] = { start: last.start, text: last.text + text };
    } else this.#pieces.push({ start: this.#end, text });
    this.#end += text.length;
    this.#size += text.length;
  }

  /** The file brought so many new characters. Text that is read again brings nothing. */
  grant(characters: number): void {
    this.#allowance += characters * BACK_PER_CHARACTER;
  }

  /** Forgets what lies before `offset` (in characters since the last `restart`). White space between elements is never needed again. */
  forget(offset: number): void {
    const first = this.#pieces.findIndex((piece) => piece.start + piece.text.length > offset);
    if (first < 0) this.#pieces = [];
    else if (first > 0) this.#pieces.splice(0, first);
    const last = this.#pieces.at(-1);
    if (last !== undefined && this.#pieces.length > 1 && isBlank(last.text)) this.#pieces.pop();
    this.#size = this.#pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  }

  /** What is kept, from `offset` on; from `reached` on when the file has used up its allowance of going back. */
  from(offset: number, reached: number): string {
    const cost = reached - offset;
    const start = cost > this.#allowance ? reached : offset;
    this.#allowance -= Math.min(cost, this.#allowance);
    return this.#pieces.map((piece) => (piece.start >= start ? piece.text : piece.text.slice(start - piece.start))).join('');
  }

  /** Offsets count from here again. */
  restart(offset: number): void {
    this.#pieces = [];
    this.#size = 0;
    this.#end = offset;
  }
}
