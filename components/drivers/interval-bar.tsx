import { classNames } from "#components/ui/class-names.ts";
import type { BarPlace } from "./bar-place.ts";

/** A bar with its interval as a line through its end. Decoration: the figures stand beside it as text. */
export function IntervalBar({ place, fill, thin = false }: { readonly place: BarPlace; readonly fill: string; readonly thin?: boolean }) {
  return (
    <>
      <span
        aria-hidden="true"
        style={{ left: `${place.start}%`, width: `${place.width}%` }}
        className={classNames("absolute rounded-xs", thin ? "inset-y-0.5" : "inset-y-0", fill)}
      />
      <span
        aria-hidden="true"
        style={{ left: `${place.low}%`, width: `${place.high - place.low}%` }}
        className="absolute top-1/2 h-0 -translate-y-1/2 border-t-2 border-ink shadow-[0_0_0_1px_var(--color-surface)]"
      >
        <span className="absolute -top-[5px] left-0 h-2 border-l-2 border-ink" />
        <span className="absolute -top-[5px] right-0 h-2 border-r-2 border-ink" />
      </span>
    </>
  );
}
