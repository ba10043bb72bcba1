import { useId } from "react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import type { MomentChange } from "#domain/what-if.ts";
import type { WhatIfRow } from "./what-if.ts";

export interface WhatIfSliderProps {
  readonly row: WhatIfRow;
  readonly words: Words;
  /** While the slider is held. */
  readonly onTry: (change: MomentChange) => void;
  /** When it is let go. */
  readonly onKeep: () => void;
  /** null: as now. */
  readonly onSet: (change: MomentChange | null) => void;
}

/** Sets how often a moment breaks, from 0 to at least twice the present share, or takes the moment out of the journey. */
export function WhatIfSlider({ row, words: { t }, onTry, onKeep, onSet }: WhatIfSliderProps) {
  const id = useId();
  const { moment, name, present, hazard, removed } = row;
  if (present === null) {
    return (
      <li>
        <p className="font-medium">{name}</p>
        <p className="text-sm text-ink-soft">{t("whatIf.nobody")}</p>
      </li>
    );
  }
  const most = Math.min(1, Math.max(0.05, Math.ceil(present * 200) / 100, hazard));
  return (
    <li className="keep-whole min-w-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="font-medium">
          {name}
        </label>
        <span className="numeric text-sm">
          <span className="font-semibold">{row.hazardText}</span>
          {row.changed ? <span className="text-ink-soft"> · {t("whatIf.now", { share: row.presentText })}</span> : null}
        </span>
      </div>
      <div className="no-print flex items-center gap-2">
        <input
          id={id}
          type="range"
          min={0}
          max={most}
          step={0.001}
          value={hazard}
          disabled={removed}
          aria-valuetext={t("whatIf.valueText", { share: row.hazardText, present: row.presentText })}
          onChange={(event) => onTry({ moment, hazard: Math.round(Number(event.target.value) * 1000) / 1000 })}
          onPointerUp={onKeep}
          onKeyUp={onKeep}
          onBlur={onKeep}
          className="h-8 min-w-0 flex-1"
        />
        <Button
          aria-pressed={removed}
          aria-label={t("whatIf.removeName", { moment: name })}
          onClick={() => onSet(removed ? null : { moment, removed: true })}
        >
          {t("whatIf.remove")}
        </Button>
        <Button variant="quiet" disabled={!row.changed} aria-label={t("whatIf.resetName", { moment: name })} onClick={() => onSet(null)}>
          {t("whatIf.asNowButton")}
        </Button>
      </div>
    </li>
  );
}
