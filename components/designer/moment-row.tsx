"use client";

import { useSortable } from "@dnd-kit/sortable";
import { ChevronDown, CircleAlert, GripVertical } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { toLocale } from "#components/format.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ratingText, scaleText } from "./changes.ts";
import { MomentFields, type MomentFieldsProps } from "./moment-fields.tsx";

export interface MomentRowProps extends MomentFieldsProps {
  /** 1-based place among the steps; null: an outcome. */
  readonly position: number | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly isLocked: boolean;
  /** Said of a moment that a stored journey does not have yet. */
  readonly isMarkedNew: boolean;
  /** The reader wants little motion. */
  readonly isStill: boolean;
}

/** One moment of the list: a handle to move it by, what it is in a line, and its fields where it is open. */
export function MomentRow({ position, isOpen, onToggle, isLocked, isMarkedNew, isStill, ...fields }: MomentRowProps) {
  const t = useTranslations("designer");
  const charts = useTranslations("charts");
  const locale = toLocale(useLocale());
  const { moment, faults } = fields;
  const sortable = useSortable({ id: moment.id, disabled: isLocked, ...(isStill ? { transition: null } : {}) });
  const { transform, transition, isDragging } = sortable;
  const name = nameOf(moment.name, locale) || t("unnamed");
  const panel = `fields of ${moment.id}`.replaceAll(/\s/g, "-");
  return (
    <li
      ref={sortable.setNodeRef}
      style={{ transform: transform ? `translate3d(0, ${Math.round(transform.y)}px, 0)` : undefined, transition }}
      className={classNames("rounded-control border border-line bg-surface", isDragging && "relative z-10 border-accent shadow-raised")}
    >
      <div className="flex items-stretch">
        <button
          type="button"
          ref={sortable.setActivatorNodeRef}
          {...sortable.attributes}
          {...sortable.listeners}
          aria-label={t("list.handle", { moment: name })}
          className="flex w-10 shrink-0 cursor-grab touch-none items-center justify-center rounded-l-control text-ink-faint hover:bg-hover hover:text-ink disabled:cursor-not-allowed"
          disabled={isLocked}
        >
          <GripVertical aria-hidden="true" className="size-4" />
        </button>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? panel : undefined}
          onClick={onToggle}
          className="flex min-h-12 min-w-0 flex-1 items-center gap-x-3 rounded-r-control py-2 pr-3 pl-1 text-left hover:bg-hover"
        >
          <span className="numeric w-6 shrink-0 text-right text-sm text-ink-faint">{position ?? ""}</span>
          <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 basis-40 font-medium">{name}</span>
            <span className="flex flex-wrap items-center gap-2">
              {faults && faults.length > 0 ? (
                <Badge tone="minus">
                  <CircleAlert aria-hidden="true" className="size-3.5" />
                  {t("list.faulty", { count: faults.length })}
                </Badge>
              ) : null}
              {isMarkedNew ? <Badge tone="accent">{t("list.new")}</Badge> : null}
              {moment.role === "outcome" ? <Badge tone="outline">{t("roles.outcome")}</Badge> : null}
              <Badge>{charts(`stage.${moment.stage}`)}</Badge>
              <span className="numeric text-sm text-ink-soft max-sm:hidden">
                {t("list.scale", {
                  scale: scaleText(moment.scale, { t, locale }),
                  standard: ratingText(moment.standardFrom, locale),
                  plus: ratingText(moment.plusFrom, locale),
                })}
              </span>
            </span>
          </span>
          <ChevronDown aria-hidden="true" className={classNames("size-4 shrink-0 text-ink-soft", isOpen && "rotate-180")} />
        </button>
      </div>
      {isOpen ? (
        <fieldset id={panel} disabled={isLocked} className="border-t border-line p-4">
          <legend className="sr-only">{name}</legend>
          <MomentFields {...fields} />
        </fieldset>
      ) : null}
    </li>
  );
}

/** The name in the reader's language, or in the other one while that is missing. */
export function nameOf(name: { readonly en: string; readonly ko: string }, locale: "en" | "ko"): string {
  return name[locale].trim() || name[locale === "en" ? "ko" : "en"].trim();
}
