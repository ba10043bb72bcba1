import { classNames } from "#components/ui/class-names.ts";

export type LegendMark =
  | "line"
  | "dotted"
  | "dashed"
  | "band"
  | "flawless"
  | "broken"
  | "earlier"
  | "unknown"
  | "outline"
  | "minus"
  | "standard"
  | "plus";

/** Fills that differ in pattern as well as in colour. */
export const FILLS = {
  flawless: "bg-plus",
  broken: "bg-minus bg-[repeating-linear-gradient(45deg,transparent_0_4px,rgb(255_255_255/0.45)_4px_6px)]",
  earlier: "bg-minus-soft bg-[repeating-linear-gradient(-45deg,transparent_0_4px,var(--color-minus)_4px_5px)]",
  unknown: "bg-standard",
  minus: "bg-minus bg-[repeating-linear-gradient(45deg,transparent_0_4px,rgb(255_255_255/0.45)_4px_6px)]",
  standard: "bg-standard",
  plus: "bg-plus",
} as const;

const MARKS: Record<LegendMark, string> = {
  ...FILLS,
  line: "h-0! border-t-[3px] border-series-1",
  dotted: "h-0! border-t-2 border-dotted border-ink-faint",
  dashed: "h-0! border-t-[3px] border-dashed border-standard",
  band: "bg-series-1 opacity-25",
  outline: "border-2 border-dashed border-ink-soft",
};

/** What the marks of a chart mean. */
export function Legend({ items }: { readonly items: readonly { readonly mark: LegendMark; readonly text: string }[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {items.map((item) => (
        <li key={`${item.mark} ${item.text}`} className="inline-flex items-center gap-1.5">
          <span aria-hidden="true" className={classNames("inline-block h-3 w-5 rounded-xs", MARKS[item.mark])} />
          {item.text}
        </li>
      ))}
    </ul>
  );
}
