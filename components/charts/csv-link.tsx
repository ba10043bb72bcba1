import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";

/** Downloads a card's figures as a file. */
export function CsvLink({ href }: { readonly href: string }) {
  const t = useTranslations("charts");
  return (
    <a href={href} download className={buttonClass("quiet")} aria-label={t("csv")}>
      <Download aria-hidden="true" className="size-4" />
      {t("csvSmall")}
    </a>
  );
}
