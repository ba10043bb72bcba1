/** The same ratings with every visit's as far apart as they can be: the first of each visit, then the second of each, and so on. */
import { closeSync, createReadStream, createWriteStream, openSync, readSync, rmSync, writeSync } from "node:fs";
import { pipeline } from "node:stream/promises";

const CHUNK = 1 << 22;
const LF = 10;

/** Deals the rows of a file in turn to `hands` lists and writes these one after the other; the header stays first. Every row ends with LF. */
export async function scatterRows(ordered: string, path: string, hands: number): Promise<void> {
  const names = Array.from({ length: hands }, (_, hand) => (hand === 0 ? path : `${path}.${hand}`));
  deal(ordered, names);
  for (const name of names.slice(1)) {
    await pipeline(createReadStream(name, { highWaterMark: CHUNK }), createWriteStream(path, { flags: "a" }));
    rmSync(name);
  }
}

/** The header goes to the first file. */
function deal(ordered: string, names: readonly string[]): void {
  const input = openSync(ordered, "r");
  const outputs = names.map((name) => openSync(name, "w"));
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    let kept = 0;
    let row = -1;
    for (;;) {
      const read = readSync(input, buffer, kept, CHUNK - kept, null);
      const text = buffer.subarray(0, kept + read);
      const hands: Buffer[][] = names.map(() => []);
      let from = 0;
      for (let end = text.indexOf(LF); end >= 0; end = text.indexOf(LF, from)) {
        hands[row < 0 ? 0 : row % names.length]?.push(text.subarray(from, end + 1));
        row += 1;
        from = end + 1;
      }
      hands.forEach((rows, hand) => {
        const file = outputs[hand];
        if (file !== undefined && rows.length > 0) writeSync(file, Buffer.concat(rows));
      });
      kept = text.length - from;
      text.copy(buffer, 0, from);
      if (read === 0) break;
    }
    if (kept > 0) throw new Error(`${ordered} does not end with a line break, or a row is longer than ${CHUNK} bytes.`);
  } finally {
    for (const file of [input, ...outputs]) closeSync(file);
  }
}
