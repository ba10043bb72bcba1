"use client";

import { useState } from "react";
import { useWords } from "#components/charts/use-words.ts";
import { replaceAddress, useAddress } from "#components/filters/address.ts";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";

/** The share of breaks that a person thinks reachable, in percent; empty: taken from the journey's better moments. */
export function TargetField({ journey }: { readonly journey: string }) {
  const { t } = useWords("drivers", journey);
  const target = new URLSearchParams(useAddress()).get("target");
  const asked = target === null ? "" : percentOf(target);
  return <TargetForm key={asked} asked={asked} t={t} />;
}

function TargetForm({ asked, t }: { readonly asked: string; readonly t: (key: string) => string }) {
  const [text, setText] = useState(asked);
  return (
    <form
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        replaceAddress((query) => withTarget(query, text));
      }}
    >
      <Field
        label={t("gains.target")}
        type="number"
        min={0}
        max={100}
        step={0.1}
        inputMode="decimal"
        placeholder={t("gains.targetAuto")}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit">{t("gains.targetSet")}</Button>
    </form>
  );
}

function percentOf(target: string): string {
  return String(Math.round(Number(target) * 1000) / 10);
}

function withTarget(query: string, text: string): string {
  const params = new URLSearchParams(query);
  params.delete("target");
  if (text.trim() !== "") params.set("target", String(Math.round(Number(text) * 10) / 1000));
  return params.toString();
}
