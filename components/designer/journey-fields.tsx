"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { JourneyDraft } from "./draft.ts";
import type { DraftEdit, JourneyFields as Fields } from "./draft-edits.ts";
import { faultAt, type PlacedFault } from "./faults.ts";
import { NameFields } from "./name-fields.tsx";

export interface JourneyFieldsProps {
  readonly draft: JourneyDraft;
  readonly faults: readonly PlacedFault[];
  readonly onEdit: (edit: DraftEdit) => void;
}

/** What is said of the journey as a whole. */
export function JourneyFields({ draft, faults, onEdit }: JourneyFieldsProps) {
  const t = useTranslations("designer");
  const { window } = draft;
  const change = (fields: Fields) => onEdit({ kind: "journey", fields });
  const errorAt = (field: string, applies = true) => {
    const fault = applies ? faultAt(faults, field) : null;
    return fault ? { error: t(`faults.${fault}`) } : {};
  };
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <NameFields of={draft} keyHint={t("journeyKeyHint")} faults={faults} onChange={change} />
      <Select
        label={t("mode")}
        value={draft.mode}
        options={(["touches", "questionnaire"] as const).map((mode) => ({ value: mode, label: t(`modes.${mode}`) }))}
        onValueChange={(mode) => change({ mode })}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] items-start gap-2">
        <Field
          label={t("window")}
          hint={t("windowHint")}
          inputMode="numeric"
          value={window.count}
          onChange={(event) => change({ window: { ...window, count: event.target.value } })}
          {...errorAt("window")}
        />
        <Select
          label={t("windowUnit")}
          value={window.unit}
          options={(["d", "h"] as const).map((unit) => ({ value: unit, label: t(`windowUnits.${unit}`) }))}
          onValueChange={(unit) => change({ window: { ...window, unit } })}
        />
      </div>
    </div>
  );
}
