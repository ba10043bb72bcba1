import { Sprout } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { LoadSample } from "#components/designer/sample-buttons.tsx";
import { buttonClass } from "#components/ui/button.tsx";

const IMPORT = "npm run verdad -- import ratings.csv --journey KEY --mapping mapping.json";

/** No journey yet: the sample with one click, a journey of one's own, and how its ratings come in. */
export function FirstRun() {
  const t = useTranslations("shell.firstRun");
  return (
    <div className="mx-auto grid max-w-2xl gap-4 py-8">
      <Sprout aria-hidden="true" className="size-9 text-ink-faint" />
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <ol className="grid gap-6">
        <li className="grid gap-2">
          <p className="font-medium">{t("sample")}</p>
          <LoadSample />
        </li>
        <li className="grid justify-items-start gap-2">
          <p className="font-medium">{t("own")}</p>
          <Link href="/settings/journeys" className={buttonClass("secondary", "medium")}>
            {t("design")}
          </Link>
        </li>
        <li className="grid gap-2">
          <p className="font-medium">{t("import")}</p>
          <pre className="whitespace-pre-wrap rounded-control bg-sunken px-3 py-2 text-sm">
            <code>{IMPORT}</code>
          </pre>
        </li>
      </ol>
    </div>
  );
}
