import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { optionalPageViewer } from "#app/_server/page-viewer.ts";
import { keepLocale } from "#app/_server/preferences.ts";
import { holdsSample } from "#app/_server/sample.ts";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";
import { Mark } from "#components/shell/mark.tsx";
import { safePath } from "#components/shell/session.ts";
import { Callout } from "#components/ui/callout.tsx";
import { SignInForm } from "./sign-in-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

interface SignInPageProps {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl } = await searchParams;
  const to = safePath(typeof callbackUrl === "string" ? callbackUrl : null);
  if (await optionalPageViewer()) redirect(to);
  const [t, common, shell] = await Promise.all([getTranslations("signIn"), getTranslations("common"), getTranslations("shell")]);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center gap-6 px-5 py-10">
      <div>
        <p className="flex items-center gap-2 text-lg font-semibold">
          <Mark className="size-7" />
          {common("productName")}
        </p>
        <h1 className="mt-6 text-2xl font-semibold">{t("title")}</h1>
        <p className="mt-1 text-ink-soft">{t("intro")}</p>
      </div>
      {holdsSample() ? <Callout title={shell("sample")}>{t("sampleText")}</Callout> : null}
      <SignInForm to={to} />
      <p className="text-sm text-ink-soft">{t("help")}</p>
      <div>
        <LanguageSwitch keep={keepLocale} />
      </div>
    </main>
  );
}
