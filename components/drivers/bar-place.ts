/** Where bars and their intervals lie on a shared axis. Pure. */

/** A figure with its interval on a shared axis, all in percent of the axis. */
export interface BarPlace {
  /** Where the bar begins and how wide it is. */
  readonly start: number;
  readonly width: number;
  readonly low: number;
  readonly high: number;
}

/** Where a bar from 0 to the value lies on an axis. */
export function placeBar(
  figure: { readonly value: number; readonly low: number; readonly high: number },
  from: number,
  to: number,
): BarPlace {
  const place = (value: number) => (to > from ? Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100)) : 0);
  const [zero, end] = [place(0), place(figure.value)];
  return { start: Math.min(zero, end), width: Math.abs(end - zero), low: place(figure.low), high: place(figure.high) };
}
