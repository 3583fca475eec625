import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFile, type Dossier } from '#domains/claim/rules';
import { DossierText, randomOf, SPOILS, type Random } from '#domains/synthetic/rules';

/** Writes spoiled copies of some dossiers, one file each, and `labels.tsv`: which rule should find what, and where. */
export class Spoiler {
  count = 0;
  readonly #folder: string;
  readonly #share: number;
  readonly #random: Random;
  readonly #labels: string[] = ['file\trule\twhat\ttable\trow\tfield'];
  readonly #spoils = SPOILS.filter((spoil) => (spoil.file ?? 'claim') === 'claim' && !spoil.prepare);

  constructor(out: string, seed: string, share: number) {
    this.#folder = join(out, 'spoiled');
    this.#share = share;
    this.#random = randomOf(`${seed}/spoil`);
    if (share > 0) mkdirSync(this.#folder, { recursive: true });
  }

  offer(dossier: Dossier): void {
    if (!this.#random.chance(this.#share)) return;
    const text = writeFile({ kind: 'claim', facility: dossier.facility, createdOn: dossier.createdOn, dossiers: [dossier] });
    for (let tries = 0; tries < 30; tries += 1) {
      const spoil = this.#random.pick(this.#spoils);
      const opened = DossierText.open(text);
      const label = spoil.apply(opened);
      if (label === null) continue;
      this.count += 1;
      const name = `${String(this.count).padStart(6, '0')}-${spoil.rule}.xml`;
      const closed = opened.close();
      writeFileSync(join(this.#folder, name), spoil.afterwards ? spoil.afterwards(closed) : closed);
      this.#labels.push([name, spoil.rule, spoil.what.replaceAll('\t', ' '), label.table ?? '', label.row ?? '', label.field ?? ''].join('\t'));
      return;
    }
  }

  close(): void {
    if (this.#share > 0) writeFileSync(join(this.#folder, 'labels.tsv'), `${this.#labels.join('\n')}\n`);
  }
}
