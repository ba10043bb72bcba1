"use client";

import { ChevronDown } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

export interface SelectProps<V extends string> extends Omit<ComponentProps<"select">, "id" | "value" | "onChange" | "multiple"> {
  readonly label: ReactNode;
  /** The label is read but not seen. */
  readonly labelHidden?: boolean;
  readonly options: readonly { readonly value: V; readonly label: string }[];
  readonly value: V;
  readonly onValueChange: (value: V) => void;
}

/** One choice of many: the platform's own list, which every reader and phone knows. */
export function Select<V extends string>({
  label,
  labelHidden = false,
  options,
  value,
  onValueChange,
  className,
  ...rest
}: SelectProps<V>) {
  const id = useId();
  return (
    <div className={classNames(labelHidden ? "" : "grid gap-1.5", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-sm font-medium"}>
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          onChange={(event) => {
            const option = options.find((each) => each.value === event.target.value);
            if (option) onValueChange(option.value);
          }}
          className="min-h-9 w-full appearance-none rounded-control border border-line-strong bg-surface py-1 pr-8 pl-3 text-sm text-ink"
          {...rest}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown aria-hidden="true" className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-soft" />
      </div>
    </div>
  );
}
