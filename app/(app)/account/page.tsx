import type { Metadata } from "next";
import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { keepLocale, keepTheme } from "#app/_server/preferences.ts";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";
import { ThemeSwitch } from "#components/shell/theme-switch.tsx";
import { THEME_COOKIE, toTheme } from "#components/theme.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { PasswordForm } from "./password-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

export default async function AccountPage() {
  const [viewer, t, shell, common, jar] = await Promise.all([
    pageViewer(),
    getTranslations("account"),
    getTranslations("shell"),
    getTranslations("common"),
    cookies(),
  ]);
  const facts = [
    ["name", viewer.name],
    ["email", viewer.email],
    ["role", shell(`roles.${viewer.role}`)],
  ] as const;
  return (
    <div className="mx-auto grid max-w-2xl gap-5">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <Card>
        <CardHeader title={t("signedInAs")} />
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1.5">
          {facts.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-ink-soft">{t(key)}</dt>
              <dd className="font-medium">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card>
        <CardHeader title={t("display")} description={t("displayHint")} />
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <div className="grid gap-1.5">
            <p className="text-sm font-medium">{common("language")}</p>
            <LanguageSwitch keep={keepLocale} />
          </div>
          <div className="grid gap-1.5">
            <p className="text-sm font-medium">{common("theme")}</p>
            <ThemeSwitch theme={toTheme(jar.get(THEME_COOKIE)?.value)} keep={keepTheme} />
          </div>
        </div>
      </Card>
      <Card>
        <CardHeader title={t("password")} />
        <PasswordForm email={viewer.email} />
      </Card>
    </div>
  );
}
