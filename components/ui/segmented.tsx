"use client";

import { ToggleGroup } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const RAIL = "inline-flex max-w-full gap-0.5 overflow-x-auto rounded-control bg-sunken p-0.5";
const PILL =
  "inline-flex min-h-8 items-center gap-1.5 whitespace-nowrap rounded-[0.4rem] px-3 text-sm font-medium text-ink-soft hover:text-ink";

export interface SegmentedProps<V extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: V; readonly label: ReactNode }[];
  readonly value: V;
  readonly onValueChange: (value: V) => void;
}

/** One choice of a few, all seen: a row of radio buttons. */
export function Segmented<V extends string>({ label, options, value, onValueChange }: SegmentedProps<V>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => {
        const option = options.find((each) => each.value === next);
        if (option) onValueChange(option.value);
      }}
      className={RAIL}
    >
      {options.map((option) => (
        <ToggleGroup.Item
          key={option.value}
          value={option.value}
          className={classNames(PILL, "data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-sm")}
        >
          {option.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
