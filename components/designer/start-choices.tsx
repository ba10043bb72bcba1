import { FilePlus2, Route } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { formatCount, toLocale } from "#components/format.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";

export interface StartChoicesProps {
  readonly templates: readonly { readonly key: string; readonly name: string; readonly moments: readonly string[] }[];
}

const CHOICE = "flex h-full items-start gap-3 rounded-control border border-line p-3 hover:border-line-strong hover:bg-hover";

/** What a new journey can begin with: one of the templates, or nothing. A file is read in the designer of a new journey. */
export function StartChoices({ templates }: StartChoicesProps) {
  const t = useTranslations("designer.start");
  const locale = toLocale(useLocale());
  return (
    <Card>
      <CardHeader title={t("title")} description={t("text")} />
      <ul className="grid gap-3 sm:grid-cols-2">
        {templates.map(({ key, name, moments }) => (
          <li key={key}>
            <Link href={`/settings/journeys?start=${encodeURIComponent(key)}`} className={CHOICE}>
              <Route aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-soft" />
              <span className="min-w-0">
                <span className="block font-medium">{name}</span>
                <span className="block text-sm text-ink-soft">
                  {t("moments", { count: formatCount(moments.length, locale), first: moments[0] ?? "", last: moments.at(-1) ?? "" })}
                </span>
              </span>
            </Link>
          </li>
        ))}
        <li>
          <Link href="/settings/journeys?start=blank" className={CHOICE}>
            <FilePlus2 aria-hidden="true" className="mt-0.5 size-5 shrink-0 text-ink-soft" />
            <span className="min-w-0">
              <span className="block font-medium">{t("blank")}</span>
              <span className="block text-sm text-ink-soft">{t("blankText")}</span>
            </span>
          </Link>
        </li>
      </ul>
    </Card>
  );
}
