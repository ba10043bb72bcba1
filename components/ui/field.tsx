"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "./class-names.ts";

/** The classes of a text, date or number input. */
export const INPUT_CLASS =
  "min-h-10 w-full rounded-control border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-faint aria-invalid:border-minus disabled:opacity-55";

export interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Why the value will not do; marks the input invalid and is read with it. */
  readonly error?: ReactNode;
}

/** An input with its label, hint and error, tied together. */
export function Field({ label, hint, error, className, ...rest }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        {...(described ? { "aria-describedby": described } : {})}
        {...(error ? { "aria-invalid": true } : {})}
        className={classNames(INPUT_CLASS, className)}
        {...rest}
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-sm font-medium text-minus-ink">
          {error}
        </p>
      ) : null}
    </div>
  );
}
