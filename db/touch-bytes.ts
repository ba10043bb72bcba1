/**
 * A visit's touches as bytes, in order of arrival: the column `touches` of `visits`.
 *
 * The first byte says which side tables know more of them (`SIDES`). Then, for each touch: a byte with the answer (index + 1, 0 = unrated)
 * in its low half and flags in its high half, the time as the difference to the touch before it (the first: to 1970) in seconds or
 * milliseconds, moment, team, and channel and import where they are not the touch's before it. Numbers are little-endian base 128;
 * differences are folded so that small negative ones stay short (zigzag).
 */
import type { When } from "#domain/checked-row.ts";

/** What a touch's bytes hold of it, in the store's ids. */
export interface StoredTouch {
  readonly importId: number;
  readonly momentId: number;
  readonly when: When;
  readonly channelId: number;
  readonly teamId: number;
  readonly answer: number | null;
}

/** Side tables that have rows about a visit's touches; `mentions` and `tags` also about the visit as a whole. */
export const SIDES = { details: 1, comments: 2, history: 4, mentions: 8, tags: 16 } as const;

const ANSWER = 15;
const WHOLE_SECONDS = 16;
const DATE_ONLY = 32;
const OTHER_CHANNEL = 64;
const OTHER_IMPORT = 128;
/** A touch takes at most a byte and five numbers of eight bytes. */
const MOST_TOUCH_BYTES = 41;

let scratch = Buffer.allocUnsafe(4096);
let end = 0;

/** Encodes touches; `sides`: a sum of `SIDES`. The bytes are good until the next call; null where there is neither touch nor side. */
export function encodeTouches(touches: readonly { readonly live: StoredTouch }[], sides: number): Buffer | null {
  if (touches.length === 0 && sides === 0) return null;
  const most = 1 + touches.length * MOST_TOUCH_BYTES;
  if (scratch.length < most) scratch = Buffer.allocUnsafe(2 * most);
  scratch[0] = sides;
  end = 1;
  let at = 0;
  let channelId = 0;
  let importId = 0;
  for (const { live } of touches) {
    const difference = live.when.at - at;
    const seconds = difference % 1000 === 0;
    let head = live.answer === null ? 0 : live.answer + 1;
    if (seconds) head |= WHOLE_SECONDS;
    if (live.when.dateOnly) head |= DATE_ONLY;
    if (live.channelId !== channelId) head |= OTHER_CHANNEL;
    if (live.importId !== importId) head |= OTHER_IMPORT;
    scratch[end++] = head;
    const units = seconds ? difference / 1000 : difference;
    putNumber(units < 0 ? -2 * units - 1 : 2 * units);
    putNumber(live.momentId);
    putNumber(live.teamId);
    if (live.channelId !== channelId) putNumber(live.channelId);
    if (live.importId !== importId) putNumber(live.importId);
    at = live.when.at;
    channelId = live.channelId;
    importId = live.importId;
  }
  return scratch.subarray(0, end);
}

function putNumber(value: number): void {
  let rest = value;
  while (rest >= 0x8000_0000) {
    scratch[end++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  while (rest >= 128) {
    scratch[end++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  scratch[end++] = rest;
}

/** The sum of `SIDES` that a visit's touches were stored with. */
export function sidesOf(bytes: Uint8Array | null): number {
  return bytes?.[0] ?? 0;
}

/** The touches of a column's bytes, in order of arrival; none where there are no bytes. */
export function decodeTouches(bytes: Uint8Array | null): StoredTouch[] {
  const touches: StoredTouch[] = [];
  if (bytes === null) return touches;
  let place = 1;
  const number = (): number => {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = bytes[place++];
      if (byte === undefined) throw new RangeError("The bytes of a visit's touches end too early.");
      value += (byte % 128) * unit;
      if (byte < 128) return value;
      unit *= 128;
    }
  };
  let at = 0;
  let channelId = 0;
  let importId = 0;
  while (place < bytes.length) {
    const head = bytes[place++] ?? 0;
    const folded = number();
    const units = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    at += head & WHOLE_SECONDS ? units * 1000 : units;
    const momentId = number();
    const teamId = number();
    if (head & OTHER_CHANNEL) channelId = number();
    if (head & OTHER_IMPORT) importId = number();
    const answer = (head & ANSWER) - 1;
    touches.push({
      importId,
      momentId,
      when: { at, dateOnly: (head & DATE_ONLY) !== 0 },
      channelId,
      teamId,
      answer: answer < 0 ? null : answer,
    });
  }
  return touches;
}
