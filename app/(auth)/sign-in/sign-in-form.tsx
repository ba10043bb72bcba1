"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type SubmitEvent, useId, useRef, useState } from "react";
import { type SignInOutcome, signInWith } from "#components/shell/session.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Field, INPUT_CLASS } from "#components/ui/field.tsx";

/** `to`: the path to go to afterwards, already known to be one of this server's. */
export function SignInForm({ to }: { readonly to: string }) {
  const t = useTranslations("signIn");
  const passwordId = useId();
  const passwordInput = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState(false);
  const [refusal, setRefusal] = useState<SignInOutcome | null>(null);

  async function submit(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(null);
    const answer = await signInWith(String(form.get("email")), String(form.get("password")));
    if (answer.outcome === "in") {
      // A full load: nothing that was rendered for nobody may stay in the router's cache.
      window.location.assign(to);
      return;
    }
    setBusy(false);
    setRefusal(answer);
    passwordInput.current?.select();
  }

  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <Field label={t("email")} name="email" type="email" autoComplete="username" inputMode="email" required autoFocus />
      <div className="grid gap-1.5">
        <label htmlFor={passwordId} className="text-sm font-medium">
          {t("password")}
        </label>
        <div className="relative">
          <input
            ref={passwordInput}
            id={passwordId}
            name="password"
            type={shown ? "text" : "password"}
            autoComplete="current-password"
            required
            className={`${INPUT_CLASS} pr-11`}
          />
          <Button
            variant="quiet"
            size="icon"
            aria-label={shown ? t("hidePassword") : t("showPassword")}
            className="absolute top-0.5 right-0.5"
            onClick={() => setShown(!shown)}
          >
            {shown ? <EyeOff aria-hidden="true" className="size-4" /> : <Eye aria-hidden="true" className="size-4" />}
          </Button>
        </div>
      </div>
      {refusal === null || refusal.outcome === "in" ? null : (
        <Callout tone="warning" role="alert">
          {refusal.outcome === "wait" ? t("wait", { seconds: refusal.seconds }) : t(refusal.outcome)}
        </Callout>
      )}
      <Button type="submit" variant="primary" size="medium" disabled={busy} className="justify-center">
        {busy ? t("busy") : t("submit")}
      </Button>
    </form>
  );
}
