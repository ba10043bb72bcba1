"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as RadixDialog } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

export interface DialogProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** One element that takes a ref; leave out where `open` is steered from outside. */
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** "center", or a sheet that enters from a side. */
  readonly side?: "center" | "right" | "left";
}

const SIDES = {
  center: "inset-x-3 top-[8vh] mx-auto max-h-[84vh] max-w-xl rounded-card border",
  right: "inset-y-0 right-0 w-[min(36rem,100vw)] border-l",
  left: "inset-y-0 left-0 w-[min(20rem,88vw)] border-r",
} as const;

/** A modal dialog, or (side) a sheet: traps the focus, gives it back, closes on Escape. */
export function Dialog({ title, description, children, trigger, open, onOpenChange, side = "center" }: DialogProps) {
  const t = useTranslations("common");
  return (
    <RadixDialog.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay className="fixed inset-0 z-40 bg-[rgb(8_12_18/0.5)]" />
        <RadixDialog.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          className={classNames("fixed z-50 flex flex-col border-line bg-raised text-ink shadow-raised outline-none", SIDES[side])}
        >
          <div className="flex items-start justify-between gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0">
              <RadixDialog.Title className="text-base font-semibold">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-0.5 text-sm text-ink-soft">{description}</RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close asChild>
              <Button variant="quiet" size="icon" aria-label={t("close")} className="-my-1 -mr-2">
                <X aria-hidden="true" className="size-4" />
              </Button>
            </RadixDialog.Close>
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">{children}</div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
