/** The input is at fault: a file cannot be read as asked. Rows at fault are rejects, not errors. */
export interface InputFault {
  readonly file: string;
  /** Physical line, 1-based; null where the fault has none. */
  readonly line: number | null;
  /** The column of the file, or the place in a mapping (`ratings.Q7ROADS`); empty where the fault has none. */
  readonly column: string;
  readonly value: string;
  /** One English sentence. */
  readonly sentence: string;
}

export class InputError extends Error implements InputFault {
  readonly file: string;
  readonly line: number | null;
  readonly column: string;
  readonly value: string;
  readonly sentence: string;

  constructor(fault: InputFault) {
    const place = [fault.file, fault.line === null ? "" : `line ${fault.line}`, fault.column].filter((part) => part !== "").join(", ");
    super(`${place}: ${fault.sentence}`);
    this.name = "InputError";
    this.file = fault.file;
    this.line = fault.line;
    this.column = fault.column;
    this.value = fault.value;
    this.sentence = fault.sentence;
  }
}
