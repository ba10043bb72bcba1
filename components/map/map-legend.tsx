import type { ReactNode } from "react";
import type { Sides } from "#components/beside/split.ts";
import type { Words } from "#components/charts/words.ts";

/** What the marks of the map mean. */
export function MapLegend({ labels, words: { t } }: { readonly labels: Sides<string> | null; readonly words: Words }) {
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {labels === null ? (
        <Item text={t("legend.curve")}>
          <span className="h-0.5 w-6 bg-series-1" />
          <span className="absolute left-1.5 size-3 rounded-full bg-series-1" />
        </Item>
      ) : (
        <>
          <Item text={labels.priority}>
            <span className="h-0.5 w-6 bg-series-4" />
            <span className="absolute left-1.5 size-3 rotate-45 bg-series-4" />
          </Item>
          <Item text={labels.others}>
            <span className="w-6 border-t-2 border-dashed border-series-3" />
            <span className="absolute left-1.5 size-3 rounded-full border-2 border-series-3 bg-surface" />
          </Item>
        </>
      )}
      <Item text={t("legend.interval")}>
        <span className="mx-auto h-3.5 w-0.5 rounded-full bg-standard" />
      </Item>
      <Item text={t("legend.weak")}>
        <span className="mx-auto size-3 rounded-full border-2 border-standard bg-surface" />
      </Item>
      <Item text={t("balance")}>
        <span className="w-6 border-t border-dashed border-ink-faint" />
      </Item>
      <Item text={t("legend.volume")}>
        <span className="h-1.5 w-6 rounded-xs bg-standard" />
      </Item>
    </ul>
  );
}

function Item({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className="relative flex h-4 w-6 items-center">
        {children}
      </span>
      {text}
    </li>
  );
}
