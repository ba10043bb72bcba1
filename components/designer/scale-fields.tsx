"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { toLocale } from "#components/format.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Scale } from "#domain/journey.ts";
import type { FileFault } from "#domain/journey-file.ts";
import { ratingText, scaleText } from "./changes.ts";
import { answersOf, type MomentDraft, withCut } from "./draft.ts";

const USUAL: readonly (readonly [min: number, max: number, step: number])[] = [
  [0, 1, 1],
  [1, 3, 1],
  [1, 4, 1],
  [1, 5, 1],
  [0.5, 5, 0.5],
  [1, 6, 1],
  [1, 7, 1],
  [0, 10, 1],
  [1, 10, 1],
];
const OTHER = "other";

function nameOf({ min, max, step }: Pick<Scale, "min" | "max" | "step">): string {
  return [min, max, step].join(" ");
}

export interface ScaleFieldsProps {
  readonly moment: MomentDraft;
  /** There are ratings on it: it stays. */
  readonly isRated: boolean;
  readonly fault: FileFault | null;
  readonly onScale: (scale: Scale) => void;
}

/** The scale: one of the usual ones, or one of one's own. */
export function ScaleFields({ moment, isRated, fault, onScale }: ScaleFieldsProps) {
  const t = useTranslations("designer");
  const locale = toLocale(useLocale());
  const { scale } = moment;
  const [isOwn, setIsOwn] = useState(false);
  const usual = USUAL.map(([min, max, step]) => ({ min, max, step, best: scale.best }));
  const known = usual.find((one) => nameOf(one) === nameOf(scale));
  const showOwn = isOwn || known === undefined;

  if (isRated) {
    return (
      <div className="grid content-start gap-1.5">
        <p className="text-sm font-medium">{t("scale.label")}</p>
        <p className="numeric">{scaleText(scale, { t, locale })}</p>
        <p className="text-sm text-ink-soft">{t("scale.rated")}</p>
      </div>
    );
  }

  function choose(name: string): void {
    setIsOwn(name === OTHER);
    const chosen = usual.find((one) => nameOf(one) === name);
    if (chosen) onScale(chosen);
  }

  const part = (field: "min" | "max" | "step") => (
    <Field
      label={t(`scale.${field}`)}
      type="number"
      step="any"
      value={Number.isFinite(scale[field]) ? scale[field] : ""}
      onChange={(event) => onScale({ ...scale, [field]: event.target.value === "" ? Number.NaN : Number(event.target.value) })}
    />
  );
  return (
    <div className="grid content-start gap-3">
      <Select
        label={t("scale.label")}
        value={showOwn ? OTHER : nameOf(scale)}
        options={[
          ...usual.map((one) => ({ value: nameOf(one), label: scaleText({ ...one, best: "high" }, { t, locale }) })),
          { value: OTHER, label: t("scale.other") },
        ]}
        onValueChange={choose}
      />
      {showOwn ? (
        <div className="grid grid-cols-3 gap-2">
          {part("min")}
          {part("max")}
          {part("step")}
        </div>
      ) : null}
      <Select
        label={t("scale.best")}
        value={scale.best}
        options={[
          { value: "high", label: t("scale.high") },
          { value: "low", label: t("scale.low") },
        ]}
        onValueChange={(best) => onScale({ ...scale, best })}
      />
      {fault ? (
        <p role="alert" className="text-sm font-medium text-minus-ink">
          {t(`faults.${fault}`)}
        </p>
      ) : null}
    </div>
  );
}

export interface CutFieldsProps {
  readonly moment: MomentDraft;
  readonly onCuts: (cuts: { readonly standardFrom: number; readonly plusFrom: number }) => void;
}

/** Where the standard begins, and where plus does. */
export function CutFields({ moment, onCuts }: CutFieldsProps) {
  const t = useTranslations("designer");
  const locale = toLocale(useLocale());
  const options = answersOf(moment.scale).map((answer) => ({ value: String(answer), label: ratingText(answer, locale) }));
  return (
    <div className="grid grid-cols-2 gap-3">
      {(["standardFrom", "plusFrom"] as const).map((cut) => (
        <Select
          key={cut}
          label={t(`zones.${cut}`)}
          value={String(moment[cut])}
          options={options}
          onValueChange={(value) => onCuts(withCut(moment, cut, Number(value)))}
        />
      ))}
    </div>
  );
}
