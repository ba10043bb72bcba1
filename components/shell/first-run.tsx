import { Sprout } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { buttonClass } from "#components/ui/button.tsx";

const STEPS = [
  { key: "sample", command: "npm run verdad -- sample" },
  { key: "own", command: "npm run verdad -- journey put journey.json" },
  { key: "import", command: "npm run verdad -- import ratings.csv --journey KEY --mapping mapping.json" },
] as const;

/** No journey yet: the commands that bring one in. */
export function FirstRun() {
  const t = useTranslations("shell.firstRun");
  return (
    <div className="mx-auto grid max-w-2xl gap-4 py-8">
      <Sprout aria-hidden="true" className="size-9 text-ink-faint" />
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      <ol className="grid gap-4">
        {STEPS.map((step) => (
          <li key={step.key} className="grid gap-1.5">
            <p className="font-medium">{t(step.key)}</p>
            <pre className="whitespace-pre-wrap rounded-control bg-sunken px-3 py-2 text-sm">
              <code>{step.command}</code>
            </pre>
          </li>
        ))}
      </ol>
      <Link href="/" className={`${buttonClass("primary", "medium")} justify-self-start`}>
        {t("refresh")}
      </Link>
    </div>
  );
}
