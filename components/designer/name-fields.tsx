"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import type { LocalName } from "#domain/journey.ts";
import { faultAt, type PlacedFault } from "./faults.ts";

interface Named {
  readonly isNew: boolean;
  readonly key: string;
  readonly name: LocalName;
}

export interface NameFieldsProps {
  readonly of: Named;
  readonly keyHint: string;
  readonly faults: readonly PlacedFault[] | undefined;
  readonly onChange: (fields: { readonly name: LocalName } | { readonly key: string }) => void;
}

/** Both names, and the key, which stays what it is once it is stored. */
export function NameFields({ of: { isNew, key, name }, keyHint, faults, onChange }: NameFieldsProps) {
  const t = useTranslations("designer");
  const errorAt = (field: string, applies = true) => {
    const fault = applies ? faultAt(faults, field) : null;
    return fault ? { error: t(`faults.${fault}`) } : {};
  };
  return (
    <>
      <Field
        label={t("nameEn")}
        lang="en"
        value={name.en}
        onChange={(event) => onChange({ name: { ...name, en: event.target.value } })}
        {...errorAt("name", name.en.trim() === "")}
      />
      <Field
        label={t("nameKo")}
        lang="ko"
        value={name.ko}
        onChange={(event) => onChange({ name: { ...name, ko: event.target.value } })}
        {...errorAt("name", name.ko.trim() === "")}
      />
      {isNew ? (
        <Field
          label={t("key")}
          hint={keyHint}
          value={key}
          onChange={(event) => onChange({ key: event.target.value })}
          {...errorAt("key")}
        />
      ) : (
        <div className="grid content-start gap-1.5">
          <p className="text-sm font-medium">{t("key")}</p>
          <p className="break-all">{key}</p>
        </div>
      )}
    </>
  );
}
