"use client";

import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Locale } from "#components/format.ts";
import type { Theme } from "#components/theme.ts";
import { JourneySwitcher } from "./journey-switcher.tsx";
import { Mark } from "./mark.tsx";
import { Navigation } from "./navigation.tsx";
import { type FrameViewer, homePath, placeOf } from "./places.ts";
import { UserMenu } from "./user-menu.tsx";

export interface FrameProps {
  readonly viewer: FrameViewer;
  readonly theme: Theme;
  readonly keepTheme: (theme: Theme) => Promise<void>;
  readonly keepLocale: (locale: Locale) => Promise<void>;
  readonly children: ReactNode;
}

/** The frame of every page behind the sign-in: a sidebar on a wide screen, a top bar and a bottom bar on a phone, nothing on paper. */
export function Frame({ viewer, theme, keepTheme, keepLocale, children }: FrameProps) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const pathname = usePathname();
  const { journey } = placeOf(pathname);
  // From the account page the navigation leads back into the first journey; the home page is the choice of one.
  const fallback = journey === null && pathname !== "/" ? viewer.journeys[0] : undefined;
  const current = viewer.journeys.find((each) => each.key === journey) ?? fallback;
  const home = (current && homePath(current.key, viewer.actions)) ?? "/";
  const userMenu = <UserMenu viewer={viewer} theme={theme} keepTheme={keepTheme} keepLocale={keepLocale} />;
  const brand = (
    <Link href={viewer.journeys.length > 1 ? "/" : home} className="flex items-center gap-2 font-semibold">
      <Mark className="size-6 shrink-0" />
      <span className="max-sm:sr-only">{common("productName")}</span>
    </Link>
  );
  const navigation = (layout: "side" | "bottom") =>
    current ? <Navigation journey={current.key} actions={viewer.actions} layout={layout} /> : null;
  const switcher = <JourneySwitcher journeys={viewer.journeys} current={current?.key ?? null} />;

  return (
    <div className="lg:grid lg:min-h-dvh lg:grid-cols-[15rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="no-print sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-raised focus:px-4 focus:py-2 focus:shadow-raised"
      >
        {t("skip")}
      </a>
      <aside className="no-print sticky top-0 hidden h-dvh flex-col gap-5 overflow-y-auto border-r border-line bg-surface px-4 py-5 lg:flex">
        {brand}
        {switcher}
        {navigation("side")}
        <div className="mt-auto">{userMenu}</div>
      </aside>
      <div className="flex min-w-0 flex-col pb-16 lg:pb-0 print:block print:pb-0">
        <header className="no-print sticky top-0 z-30 flex items-center gap-3 border-b border-line bg-surface px-4 py-2 lg:hidden">
          {brand}
          <div className="min-w-0 flex-1">{switcher}</div>
          {userMenu}
        </header>
        {current?.sample && journey !== null ? (
          <aside
            aria-label={t("sampleBadge")}
            className="flex items-center gap-2 border-b border-line bg-accent-soft px-4 py-1.5 text-sm lg:px-8 print:px-0"
          >
            <FlaskConical aria-hidden="true" className="size-4 shrink-0 text-accent" />
            <span>
              <strong className="font-semibold">{t("sample")}</strong> {t("sampleText")}
            </span>
          </aside>
        ) : null}
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-4 py-5 outline-none lg:px-8 lg:py-7 print:p-0">
          {children}
        </main>
      </div>
      {current ? (
        <div className="no-print fixed inset-x-0 bottom-0 z-30 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden">
          {navigation("bottom")}
        </div>
      ) : null}
    </div>
  );
}
