import { classNames } from "#components/ui/class-names.ts";
import { FILLS } from "../legend.tsx";
import type { Distribution } from "./prepare.ts";

/** A moment's ratings in one line: minus, standard, plus. */
export function DistributionBar({ distribution }: { readonly distribution: Distribution | null }) {
  if (distribution === null) return <span className="text-ink-faint">—</span>;
  return (
    <span
      className={classNames("flex h-3 w-full min-w-24 gap-px overflow-hidden rounded-xs", distribution.weak && "opacity-55 grayscale")}
      title={distribution.sentence}
    >
      <span className="sr-only">{distribution.sentence}</span>
      {distribution.parts.map((part) => (
        <span key={part.zone} aria-hidden="true" style={{ width: `${part.share * 100}%` }} className={FILLS[part.zone]} />
      ))}
    </span>
  );
}
