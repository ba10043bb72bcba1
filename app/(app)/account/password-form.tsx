"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { ReportProblem, sendChange } from "#components/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field } from "#components/ui/field.tsx";

/** As in auth/password.ts, which has the last word. */
const SHORTEST = 10;

type Fault = { readonly field: "current" | "next" | "repeat" | "form"; readonly text: string };

/** `email` is for the browser's password store. */
export function PasswordForm({ email }: { readonly email: string }) {
  const t = useTranslations("account");
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);

  function faultOf(error: unknown): Fault {
    if (!(error instanceof ReportProblem)) return { field: "form", text: t("failed") };
    if (error.parameter === "current") return { field: "current", text: t("wrongCurrent") };
    if (error.parameter === "next") return { field: "next", text: t("refused") };
    if (error.seconds !== null) return { field: "form", text: t("wait", { seconds: error.seconds }) };
    return { field: "form", text: error.status === 401 ? t("signedOut") : t("failed") };
  }

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const [current, next, repeat] = ["current", "next", "repeat"].map((name) => String(form.get(name)));
    setDone(false);
    if ([...(next ?? "")].length < SHORTEST) return setFault({ field: "next", text: t("tooShort", { least: SHORTEST }) });
    if (next !== repeat) return setFault({ field: "repeat", text: t("different") });
    setBusy(true);
    setFault(null);
    try {
      await sendChange("/api/account/password", { current, next });
      element.reset();
      setDone(true);
    } catch (error) {
      setFault(faultOf(error));
    } finally {
      setBusy(false);
    }
  }

  const errorAt = (field: Fault["field"]) => (fault?.field === field ? { error: fault.text } : {});
  return (
    <form method="post" onSubmit={submit} noValidate className="grid max-w-sm gap-4">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label={t("current")} name="current" type="password" autoComplete="current-password" required {...errorAt("current")} />
      <Field
        label={t("next")}
        hint={t("nextHint", { least: SHORTEST })}
        name="next"
        type="password"
        autoComplete="new-password"
        required
        {...errorAt("next")}
      />
      <Field label={t("repeat")} name="repeat" type="password" autoComplete="new-password" required {...errorAt("repeat")} />
      {fault?.field === "form" ? (
        <Callout tone="warning" role="alert">
          {fault.text}
        </Callout>
      ) : null}
      {done ? <Callout role="status">{t("done")}</Callout> : null}
      <Button type="submit" variant="primary" size="medium" disabled={busy} className="justify-self-start">
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
