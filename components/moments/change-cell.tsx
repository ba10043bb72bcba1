import { TrendingDown, TrendingUp } from "lucide-react";
import type { Words } from "#components/charts/words.ts";
import type { MomentChange } from "./prepare.ts";

export interface ChangeCellProps {
  readonly change: MomentChange | null;
  /** Bound to the namespace `moments`. */
  readonly t: Words["t"];
  /** Leaves out how small a change would have been seen and how it splits, where the page says both elsewhere. */
  readonly brief?: boolean;
}

/** A change with its arrow, or that there is no clear one and how small a change would have been seen. */
export function ChangeCell({ change, t, brief = false }: ChangeCellProps) {
  if (change === null) return null;
  if (!change.clear) {
    return (
      <span className="block text-xs text-ink-soft">
        {change.text}
        {change.detail === "" || brief ? null : <span className="block text-ink-faint">{change.detail}</span>}
      </span>
    );
  }
  const up = change.direction === "up";
  const Icon = up ? TrendingUp : TrendingDown;
  return (
    <span className="numeric block">
      <span className="inline-flex items-center gap-1 whitespace-nowrap font-semibold">
        <Icon role="img" aria-label={t(up ? "change.up" : "change.down")} className={up ? "size-4 text-plus" : "size-4 text-minus"} />
        {change.text}
      </span>
      <span className="block text-xs text-ink-faint">{change.detail}</span>
      {change.split === null || brief ? null : <span className="block text-xs text-ink-soft">{change.split}</span>}
    </span>
  );
}
