"use client";

import { Archive, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { toLocale } from "#components/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { Select } from "#components/ui/select.tsx";
import { STAGES } from "#domain/journey.ts";
import type { KnownChannel } from "./changes-list.tsx";
import type { MomentDraft } from "./draft.ts";
import type { DraftEdit, MomentFields as Fields } from "./draft-edits.ts";
import { faultAt, type PlacedFault } from "./faults.ts";
import { NameFields } from "./name-fields.tsx";
import { CutFields, ScaleFields } from "./scale-fields.tsx";
import { ZonePicture } from "./zone-picture.tsx";

export interface MomentFieldsProps {
  readonly moment: MomentDraft;
  readonly channels: readonly KnownChannel[];
  /** Ratings stored, by the answer's index. */
  readonly answers: readonly number[];
  readonly faults: readonly PlacedFault[] | undefined;
  readonly onEdit: (edit: DraftEdit) => void;
}

/** Everything that is said of one moment. */
export function MomentFields({ moment, channels, answers, faults, onEdit }: MomentFieldsProps) {
  const t = useTranslations("designer");
  const charts = useTranslations("charts");
  const locale = toLocale(useLocale());
  const { id, isNew, scale } = moment;
  const change = (fields: Fields) => onEdit({ kind: "moment", id, fields });
  const errorAt = (field: string, applies = true) => {
    const fault = applies ? faultAt(faults, field) : null;
    return fault ? { error: t(`faults.${fault}`) } : {};
  };
  const isRated = !isNew && answers.some((count) => count > 0);
  const known = [
    ...channels,
    ...moment.channels.filter((key) => !channels.some((one) => one.key === key)).map((key) => ({ key, name: null })),
  ];
  return (
    <div className="grid gap-5">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <NameFields of={moment} keyHint={t("keyHint")} faults={faults} onChange={change} />
        <Field
          label={t("seconds")}
          hint={t("secondsHint")}
          inputMode="numeric"
          value={moment.seconds}
          onChange={(event) => change({ seconds: event.target.value })}
          {...errorAt("seconds")}
        />
        <Select
          label={t("stage")}
          value={moment.stage}
          options={STAGES.map((stage) => ({ value: stage, label: `${charts(`stage.${stage}`)} · ${charts(`stage.${stage}Text`)}` }))}
          onValueChange={(stage) => change({ stage })}
        />
        <Select
          label={t("role")}
          value={moment.role}
          options={(["touchpoint", "outcome"] as const).map((role) => ({ value: role, label: t(`roleOptions.${role}`) }))}
          onValueChange={(role) => change({ role })}
        />
      </div>
      <div className="grid gap-5 border-t border-line pt-4 sm:grid-cols-2">
        <ScaleFields
          moment={moment}
          isRated={isRated}
          fault={faultAt(faults, "scale")}
          onScale={(to) => onEdit({ kind: "scale", id, scale: to })}
        />
        <div className="grid content-start gap-3">
          <CutFields moment={moment} onCuts={change} />
          <ZonePicture moment={moment} answers={answers} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 border-t border-line pt-4">
        <MultiSelect
          label={t("channels")}
          choices={known.map((channel) => ({ value: channel.key, label: channel.name?.[locale] ?? channel.key }))}
          selected={moment.channels}
          onChange={(selected) => change({ channels: selected })}
        />
        <span className="text-sm text-ink-soft">{moment.channels.length === 0 ? t("anyChannel") : null}</span>
        {scale.min === 0 && scale.max === 10 && scale.step === 1 ? (
          <label className="flex min-h-9 items-center gap-2.5 text-sm">
            <input
              type="checkbox"
              className="size-4"
              checked={moment.recommend}
              onChange={(event) => change({ recommend: event.target.checked })}
            />
            {t("recommend")}
          </label>
        ) : null}
        <span className="ml-auto">
          {isNew ? (
            <Button onClick={() => onEdit({ kind: "remove", id })}>
              <Trash2 aria-hidden="true" className="size-4" />
              {t("remove")}
            </Button>
          ) : (
            <Button onClick={() => change({ archived: true })}>
              <Archive aria-hidden="true" className="size-4" />
              {t("archive")}
            </Button>
          )}
        </span>
      </div>
      {faults?.some(({ field }) => !["name", "key", "seconds", "scale"].includes(field)) ? (
        <p role="alert" className="text-sm font-medium text-minus-ink">
          {t(`faults.${faults.find(({ field }) => !["name", "key", "seconds", "scale"].includes(field))?.fault ?? "shape"}`)}
        </p>
      ) : null}
    </div>
  );
}
