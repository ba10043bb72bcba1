"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { ScrollArea } from "./scroll-area.tsx";

export interface TableProps extends ComponentProps<"table"> {
  /** What the table holds: its caption, spoken first. */
  readonly caption: ReactNode;
  readonly captionVisible?: boolean;
  /** Names the scrolling area for the keyboard; default: the caption where that is text. */
  readonly label?: string;
}

/** A table that scrolls sideways inside its own area where it is wider. */
export function Table({ caption, captionVisible = false, label, className, children, ...rest }: TableProps) {
  return (
    <ScrollArea label={label ?? (typeof caption === "string" ? caption : undefined)}>
      <table className={classNames("numeric w-full border-collapse text-sm", className)} {...rest}>
        <caption className={captionVisible ? "pb-2 text-left text-sm text-ink-soft" : "sr-only"}>{caption}</caption>
        {children}
      </table>
    </ScrollArea>
  );
}

export interface CellProps {
  /** Numbers stand right. */
  readonly number?: boolean;
}

/** A header cell; `scope` is "col" unless told. */
export function HeadCell({ number = false, scope = "col", className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope={scope}
      className={classNames(
        "border-b border-line px-3 py-2 align-bottom text-xs font-medium text-ink-soft first:pl-0 last:pr-0",
        number ? "text-right" : "text-left",
        className,
      )}
      {...rest}
    />
  );
}

/** The header cell of a row. */
export function RowHead({ className, ...rest }: ComponentProps<"th">) {
  return <th scope="row" className={classNames("border-b border-line px-3 py-2 text-left font-medium first:pl-0", className)} {...rest} />;
}

export function Cell({ number = false, className, ...rest }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={classNames("border-b border-line px-3 py-2 first:pl-0 last:pr-0", number ? "text-right" : "text-left", className)}
      {...rest}
    />
  );
}
