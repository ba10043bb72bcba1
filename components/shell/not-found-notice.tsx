import { Compass } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";

/** An address that leads nowhere, or to what is not open to this viewer: the two look alike on purpose. */
export function NotFoundNotice() {
  const t = useTranslations("errors.notFound");
  return (
    <div className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-center justify-center gap-3 px-5 text-center">
      <Compass aria-hidden="true" className="size-10 text-ink-faint" />
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <Link href="/" className={buttonClass("primary", "medium")}>
        {t("action")}
      </Link>
    </div>
  );
}
