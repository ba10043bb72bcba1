"use client";

import { CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Popover } from "./popover.tsx";

export interface DefinitionProps {
  /** The measure's name as the screen says it. */
  readonly name: string;
  /** Its key in the message namespace `definitions`. */
  readonly measure: string;
}

/** What a number means, one tap away: a small button that opens the definition. */
export function Definition({ name, measure }: DefinitionProps) {
  const t = useTranslations("common");
  const definitions = useTranslations("definitions");
  const title = t("whatIs", { name });
  return (
    <Popover
      label={title}
      className="max-w-80"
      trigger={
        <button
          type="button"
          aria-label={title}
          className="no-print inline-flex size-6 shrink-0 items-center justify-center rounded-full align-middle text-ink-faint hover:bg-hover hover:text-ink"
        >
          <CircleHelp aria-hidden="true" className="size-4" />
        </button>
      }
    >
      <p className="font-semibold">{name}</p>
      <p className="mt-1 text-ink-soft">{definitions(measure)}</p>
    </Popover>
  );
}
