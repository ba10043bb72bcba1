"use client";

import { Tooltip as RadixTooltip } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { FLOATING } from "./popover.tsx";

export const TooltipProvider = RadixTooltip.Provider;

/** A few words on hover or focus. A phone has neither: what must be read belongs in a Popover. `children` takes a ref and the focus. */
export function Tooltip({ text, children }: { readonly text: ReactNode; readonly children: ReactNode }) {
  return (
    <RadixTooltip.Root>
      <RadixTooltip.Trigger asChild>{children}</RadixTooltip.Trigger>
      <RadixTooltip.Portal>
        <RadixTooltip.Content sideOffset={6} collisionPadding={12} className={classNames(FLOATING, "max-w-xs px-2.5 py-1.5 text-xs")}>
          {text}
        </RadixTooltip.Content>
      </RadixTooltip.Portal>
    </RadixTooltip.Root>
  );
}
