"use client";

import { CircleUserRound, LogOut, Route, Settings, Star } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Locale } from "#components/format.ts";
import type { Theme } from "#components/theme.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import type { FrameViewer } from "./places.ts";
import { signOutHere } from "./session.ts";
import { ThemeSwitch } from "./theme-switch.tsx";

export interface UserMenuProps {
  readonly viewer: FrameViewer;
  readonly theme: Theme;
  readonly keepTheme: (theme: Theme) => Promise<void>;
  readonly keepLocale: (locale: Locale) => Promise<void>;
}

/** Who is signed in; language, theme, account, signing out. */
export function UserMenu({ viewer, theme, keepTheme, keepLocale }: UserMenuProps) {
  const t = useTranslations("shell");
  const common = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const label = t("menu");
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="w-76"
      trigger={
        <button
          type="button"
          className="flex min-h-10 min-w-10 items-center gap-3 rounded-control p-1 text-left hover:bg-hover lg:w-full lg:px-2"
        >
          <CircleUserRound aria-hidden="true" className="size-7 shrink-0 text-ink-soft" />
          <span className="sr-only min-w-0 lg:not-sr-only">
            <span className="block truncate text-sm font-medium">{viewer.name}</span>
            <span className="block text-xs text-ink-faint">{t(`roles.${viewer.role}`)}</span>
          </span>
          <span className="sr-only">{label}</span>
        </button>
      }
    >
      <div className="grid gap-4">
        <div className="min-w-0">
          <p className="truncate font-semibold">{viewer.name}</p>
          <p className="truncate text-ink-soft">
            {viewer.email} · {t(`roles.${viewer.role}`)}
          </p>
        </div>
        <div className="grid gap-1.5">
          <p className="text-xs font-medium text-ink-soft">{common("language")}</p>
          <LanguageSwitch keep={keepLocale} />
        </div>
        <div className="grid gap-1.5">
          <p className="text-xs font-medium text-ink-soft">{common("theme")}</p>
          <ThemeSwitch theme={theme} keep={keepTheme} />
        </div>
        <div className="grid gap-0.5 border-t border-line pt-2">
          <Link href="/account" onClick={() => setOpen(false)} className={buttonClass("quiet", "small")}>
            <Settings aria-hidden="true" className="size-4" />
            {t("account")}
          </Link>
          {viewer.actions.includes("journey:write") ? (
            <Link href="/settings/journeys" onClick={() => setOpen(false)} className={buttonClass("quiet", "small")}>
              <Route aria-hidden="true" className="size-4" />
              {t("designer")}
            </Link>
          ) : null}
          {viewer.actions.includes("segment:write") ? (
            <Link href="/settings/segments" onClick={() => setOpen(false)} className={buttonClass("quiet", "small")}>
              <Star aria-hidden="true" className="size-4" />
              {t("segments")}
            </Link>
          ) : null}
          <Button
            variant="quiet"
            disabled={leaving}
            onClick={() => {
              setLeaving(true);
              void signOutHere();
            }}
          >
            <LogOut aria-hidden="true" className="size-4" />
            {leaving ? t("signingOut") : t("signOut")}
          </Button>
        </div>
      </div>
    </Popover>
  );
}
