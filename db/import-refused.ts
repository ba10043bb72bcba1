/** What a file says cannot be stored, whatever its other rows say. */
export class ImportRefused extends Error {
  override readonly name = "ImportRefused";
  /** A physical line of the file where it shows. */
  readonly line: number | null;
  readonly value: string;

  constructor(line: number | null, value: string, sentence: string) {
    super(sentence);
    this.line = line;
    this.value = value;
  }
}
