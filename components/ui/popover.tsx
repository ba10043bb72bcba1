"use client";

import { Popover as RadixPopover } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** The classes of anything that floats above the page. */
export const FLOATING = "z-50 rounded-card border border-line bg-raised text-sm text-ink shadow-raised";

export interface PopoverProps {
  /** One element that takes a ref: usually a Button. */
  readonly trigger: ReactNode;
  /** Names the floating panel. */
  readonly label: string;
  readonly children: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly align?: "start" | "center" | "end";
  /** No padding: the content has its own. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** A panel beside its trigger; Escape and a click outside close it. */
export function Popover({ trigger, label, children, open, onOpenChange, align = "start", flush = false, className }: PopoverProps) {
  return (
    <RadixPopover.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger>
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className={classNames(
            FLOATING,
            "max-h-(--radix-popover-content-available-height) max-w-[min(24rem,calc(100vw-1.5rem))] overflow-y-auto",
            flush ? "" : "p-3",
            className,
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  );
}
