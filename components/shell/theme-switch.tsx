"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { THEMES, type Theme, themeClass } from "#components/theme.ts";
import { Segmented } from "#components/ui/segmented.tsx";

const ICONS = { system: Monitor, light: Sun, dark: Moon };

export interface ThemeSwitchProps {
  readonly theme: Theme;
  /** Remembers the choice on the server. */
  readonly keep: (theme: Theme) => Promise<void>;
}

/** Changes the theme at once, then has it remembered. */
export function ThemeSwitch({ theme, keep }: ThemeSwitchProps) {
  const t = useTranslations("common");
  const [chosen, setChosen] = useState(theme);
  const [, startTransition] = useTransition();

  function choose(next: Theme): void {
    setChosen(next);
    document.documentElement.className = themeClass(next);
    startTransition(() => keep(next));
  }

  return (
    <Segmented
      label={t("theme")}
      options={THEMES.map((each) => {
        const Icon = ICONS[each];
        return {
          value: each,
          label: (
            <>
              <Icon aria-hidden="true" className="size-4" />
              {t(`themes.${each}`)}
            </>
          ),
        };
      })}
      value={chosen}
      onValueChange={choose}
    />
  );
}
