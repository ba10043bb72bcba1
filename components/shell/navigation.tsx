"use client";

import { Filter, LayoutDashboard, ListOrdered, Route, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useFilter } from "#components/filters/use-filter.ts";
import { classNames } from "#components/ui/class-names.ts";
import { placeOf, placePath, placesFor } from "./places.ts";

const ICONS = { overview: LayoutDashboard, map: Route, funnel: Filter, drivers: SlidersHorizontal, moments: ListOrdered };

export interface NavigationProps {
  readonly journey: string;
  readonly actions: readonly string[];
  readonly layout: "side" | "bottom";
}

/** The pages of a journey. The filter goes along: it belongs to the question, not to the page. */
export function Navigation({ journey, actions, layout }: NavigationProps) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const { carried: asked } = useFilter();
  const here = placeOf(pathname);
  const carried = here.journey === journey ? asked : "";
  return (
    <nav aria-label={t("navigation")}>
      <ul className={layout === "side" ? "grid gap-0.5" : "grid auto-cols-fr grid-flow-col"}>
        {placesFor(actions).map((place) => {
          const Icon = ICONS[place];
          const active = here.place === place && here.journey === journey;
          return (
            <li key={place}>
              <Link
                href={placePath(journey, place, carried)}
                {...(active ? { "aria-current": "page" as const } : {})}
                className={classNames(
                  "flex items-center font-medium",
                  layout === "side" ? "min-h-10 gap-3 rounded-control px-3" : "min-h-14 flex-col justify-center gap-0.5 text-xs",
                  active ? "text-accent" : "text-ink-soft hover:text-ink",
                  layout === "side" && (active ? "bg-accent-soft" : "hover:bg-hover"),
                )}
              >
                <Icon aria-hidden="true" className="size-5 shrink-0" />
                {t(place)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
