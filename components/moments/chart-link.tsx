import { LayoutList } from "lucide-react";
import Link from "next/link";
import type { Words } from "#components/charts/words.ts";

/** The page of a moment's chart, and how many lines it has. */
export interface ChartPlace {
  readonly href: string;
  readonly factors: number;
}

export interface ChartLinkProps {
  /** undefined: the moment has no chart. */
  readonly link: ChartPlace | undefined;
  /** The moment's. */
  readonly name: string;
  /** Bound to the namespace `moments`. */
  readonly words: Words;
}

/** The way to a moment's chart. */
export function ChartLink({ link, name, words: { t } }: ChartLinkProps) {
  if (link === undefined) return null;
  return (
    <Link
      href={link.href}
      prefetch={false}
      className="no-print inline-flex min-h-6 items-center gap-1 text-xs font-medium text-accent underline-offset-2 hover:underline"
    >
      <LayoutList aria-hidden="true" className="size-3.5" />
      {t("chart", { count: link.factors })}
      <span className="sr-only"> {t("chartOf", { moment: name })}</span>
    </Link>
  );
}
