"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type Evidence, formatCount, formatShare, reasonKey, toLocale } from "#components/format.ts";
import type { Share } from "#domain/share.ts";
import { Badge } from "./badge.tsx";
import { classNames } from "./class-names.ts";
import { Definition } from "./definition.tsx";
import { Popover } from "./popover.tsx";

/** Says how much the n can carry, where it cannot carry everything; the reason is one tap away. */
export function EvidenceBadge({ evidence, n }: { readonly evidence: Evidence; readonly n: number }) {
  const t = useTranslations("common");
  const locale = toLocale(useLocale());
  if (evidence !== "weak" && evidence !== "hidden") return null;
  const hint = t(`evidenceHint.${evidence}`, { n: formatCount(n, locale) });
  return (
    <Popover
      label={t(`evidence.${evidence}`)}
      className="max-w-72"
      trigger={
        <button type="button" className="min-h-6 rounded-full">
          <Badge tone="outline">{t(`evidence.${evidence}`)}</Badge>
        </button>
      }
    >
      {hint}
    </Popover>
  );
}

export interface ShareTextProps {
  readonly share: Share;
  /** Leaves n out where a column of its own shows it. */
  readonly withoutN?: boolean;
  readonly withoutInterval?: boolean;
}

/** A share in a line of text or a cell: value, interval, n, and a badge where the n is small. Missing: a dash and the reason. */
export function ShareText({ share, withoutN = false, withoutInterval = false }: ShareTextProps) {
  const t = useTranslations("common");
  const words = formatShare(share, toLocale(useLocale()));
  const weak = words.evidence === "weak";
  return (
    <span className="numeric inline-flex flex-wrap items-baseline gap-x-1.5">
      <span className={classNames("font-semibold", weak && "font-medium text-ink-soft")}>{words.value}</span>
      {words.interval !== null && !withoutInterval ? (
        <span className="whitespace-nowrap text-xs text-ink-faint">
          <span className="sr-only">{t("interval", { interval: words.interval })}</span>
          <span aria-hidden="true">({words.interval})</span>
        </span>
      ) : null}
      {words.reason !== null && words.evidence !== "hidden" ? (
        <span className="text-xs text-ink-faint">{t(reasonKey(words.reason))}</span>
      ) : null}
      {withoutN ? null : <span className="whitespace-nowrap text-xs text-ink-faint">{t("n", { n: words.n })}</span>}
      <EvidenceBadge evidence={words.evidence} n={share.n} />
    </span>
  );
}

export interface StatNumberProps {
  readonly label: string;
  readonly share: Share;
  /** Key in the message namespace `definitions`. */
  readonly measure: string;
  /** "lead" for the one number of a page. */
  readonly size?: "normal" | "lead";
  /** What stands under it: a change, a remark. */
  readonly children?: ReactNode;
}

/** A headline number: label with its definition, value, interval and n, and a badge where the n is small. */
export function StatNumber({ label, share, measure, size = "normal", children }: StatNumberProps) {
  const t = useTranslations("common");
  const words = formatShare(share, toLocale(useLocale()));
  return (
    <div className="keep-whole min-w-0">
      <p className="flex items-center gap-1 text-sm text-ink-soft">
        {label}
        <Definition name={label} measure={measure} />
      </p>
      <p
        className={classNames(
          "numeric font-semibold leading-tight tracking-tight",
          size === "lead" ? "text-4xl sm:text-5xl" : "text-2xl",
          words.evidence === "weak" && "text-ink-soft",
        )}
      >
        {words.value}
      </p>
      <p className="numeric mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-faint">
        {words.interval !== null ? <span>{t("interval", { interval: words.interval })}</span> : null}
        {words.reason !== null && words.evidence !== "hidden" ? <span>{t(reasonKey(words.reason))}</span> : null}
        <span>{t("n", { n: words.n })}</span>
        <EvidenceBadge evidence={words.evidence} n={share.n} />
      </p>
      {children ? <div className="mt-2 text-sm">{children}</div> : null}
    </div>
  );
}

export interface StatValueProps {
  readonly label: string;
  /** Already formatted (components/format.ts). */
  readonly value: string;
  readonly measure: string;
  readonly children?: ReactNode;
}

/** A headline number that is no share: a mean, a product, a count. */
export function StatValue({ label, value, measure, children }: StatValueProps) {
  return (
    <div className="keep-whole min-w-0">
      <p className="flex items-center gap-1 text-sm text-ink-soft">
        {label}
        <Definition name={label} measure={measure} />
      </p>
      <p className="numeric text-2xl font-semibold leading-tight tracking-tight">{value}</p>
      {children ? <div className="mt-1 text-sm text-ink-faint">{children}</div> : null}
    </div>
  );
}
