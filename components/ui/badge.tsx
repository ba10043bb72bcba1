import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";

export type BadgeTone = "neutral" | "accent" | "plus" | "minus" | "outline";

const TONES: Record<BadgeTone, string> = {
  neutral: "bg-standard-soft text-ink",
  accent: "bg-accent-soft text-accent",
  plus: "bg-plus-soft text-ink",
  minus: "bg-minus-soft text-minus-ink",
  outline: "border border-line-strong text-ink-soft",
};

/** A short label beside a thing. The text carries the meaning; the tone only repeats it. */
export function Badge({ tone = "neutral", className, ...rest }: ComponentProps<"span"> & { readonly tone?: BadgeTone }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-full px-2 py-0.5 text-xs font-medium leading-5",
        TONES[tone],
        className,
      )}
      {...rest}
    />
  );
}
