/** Bytes of a file to text: what the encoding is, and decoding in a stream. */
import { isAscii, isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import iconv from "iconv-lite";
import { InputError } from "./input-error.ts";

const CHUNK_BYTES = 256 * 1024;
/** How much is looked at from the first byte on that is not ASCII. */
const SAMPLE_BYTES = 1024 * 1024;
const REPLACEMENT = "\uFFFD";

export interface TextChunk {
  readonly text: string;
  /** Some bytes were not of the encoding; they stand in the text as U+FFFD. */
  readonly damaged: boolean;
}

export interface FileChunk extends TextChunk {
  /** Bytes of the file read so far. */
  readonly bytesRead: number;
}

export function isEncoding(name: string): boolean {
  return iconv.encodingExists(name);
}

/**
 * `utf-8`, `utf-16le`, `utf-16be` or `cp949`, by byte order mark, by the zero bytes of UTF-16, else by the first bytes that are not ASCII:
 * UTF-8 where they are valid, CP949 where they are not and decode as that. A file of ASCII alone is read to its end and is `utf-8`.
 * Throws an InputError where it is neither.
 */
export async function detectEncoding(file: string): Promise<string> {
  let sample: Buffer | null = null;
  for await (const chunk of chunksOf(file)) {
    if (sample === null) {
      const marked = byMark(chunk) ?? byZeros(chunk);
      if (marked !== null) return marked;
      sample = Buffer.alloc(0);
    }
    if (sample.length === 0 && isAscii(chunk)) continue;
    sample = Buffer.concat([sample, chunk]);
    if (sample.length >= SAMPLE_BYTES) break;
  }
  if (sample === null || sample.length === 0) return "utf-8";
  // A character may be cut at the sample's end, never at a line break.
  const lastBreak = sample.length < SAMPLE_BYTES ? -1 : sample.lastIndexOf(10);
  const whole = lastBreak === -1 ? sample : sample.subarray(0, lastBreak + 1);
  if (isUtf8(whole)) return "utf-8";
  if (!iconv.decode(whole, "cp949").includes(REPLACEMENT)) return "cp949";
  throw new InputError({ file, line: null, column: "", value: "", sentence: "The text is neither UTF-8 nor CP949: state its encoding." });
}

/** A file's text in pieces, in order, without its byte order mark. A file whose lines end with CR alone gets LF. Memory stays flat. */
export async function* decodeFile(file: string, encoding: string): AsyncGenerator<FileChunk> {
  let bytesRead = 0;
  const decoder = isUtf8Name(encoding) ? utf8Decoder() : iconvDecoder(encoding);
  let first = true;
  let crOnly = false;
  for await (const bytes of chunksOf(file)) {
    bytesRead += bytes.length;
    const chunk = decoder.write(bytes);
    let { text } = chunk;
    if (first && text !== "") {
      first = false;
      text = text.replace(/^\uFEFF/, "");
      crOnly = text.includes("\r") && !text.includes("\n");
    }
    yield { text: crOnly ? text.replaceAll("\r", "\n") : text, damaged: chunk.damaged, bytesRead };
  }
  const last = decoder.end();
  if (last.text !== "") yield { ...last, bytesRead };
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) yield chunk as Buffer;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    const sentences = new Map<unknown, string>([
      ["ENOENT", "There is no such file."],
      ["EISDIR", "It is a folder, not a file."],
      ["EACCES", "The file may not be read."],
    ]);
    const sentence = sentences.get(code);
    if (sentence === undefined) throw error;
    throw new InputError({ file, line: null, column: "", value: "", sentence });
  }
}

interface Decoder {
  write(bytes: Buffer): TextChunk;
  end(): TextChunk;
}

function isUtf8Name(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

function utf8Decoder(): Decoder {
  let rest: Buffer | null = null;
  return {
    write(bytes) {
      const all: Buffer = rest === null ? bytes : Buffer.concat([rest, bytes]);
      const end = wholeUtf8(all);
      rest = end === all.length ? null : all.subarray(end);
      const whole = all.subarray(0, end);
      return { text: whole.toString("utf8"), damaged: !isUtf8(whole) };
    },
    end() {
      return rest === null ? { text: "", damaged: false } : { text: rest.toString("utf8"), damaged: true };
    },
  };
}

/** How many bytes end on a character's end: a character of up to four bytes may be cut. */
function wholeUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return size > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function iconvDecoder(encoding: string): Decoder {
  const decoder = iconv.getDecoder(encoding);
  const chunk = (text: string): TextChunk => ({ text, damaged: text.includes(REPLACEMENT) });
  return {
    write: (bytes) => chunk(decoder.write(bytes)),
    end: () => chunk(decoder.end() ?? ""),
  };
}

function byMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

/** Half of the bytes of a header in UTF-16 are zero; other encodings have none. */
function byZeros(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 512);
  let even = 0;
  let odd = 0;
  head.forEach((byte, i) => {
    if (byte === 0 && i % 2 === 0) even += 1;
    else if (byte === 0) odd += 1;
  });
  if (Math.max(even, odd) < head.length / 8) return null;
  return odd > even ? "utf-16le" : "utf-16be";
}
