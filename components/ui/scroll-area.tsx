"use client";

import { MoveHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useState } from "react";
import { classNames } from "./class-names.ts";

export interface ScrollAreaProps {
  /** Names the area for those who come to it by keyboard. */
  readonly label: string | undefined;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What of the content is out of sight, and to which side. */
interface Hidden {
  readonly left: boolean;
  readonly right: boolean;
}

const NOTHING: Hidden = { left: false, right: false };

/** An area that scrolls sideways where its content is wider: it then takes the keyboard focus, and says and shows that there is more. */
export function ScrollArea({ label, className, children }: ScrollAreaProps) {
  const t = useTranslations("common");
  const [hidden, setHidden] = useState(NOTHING);
  const watch = useCallback((area: HTMLElement | null) => {
    if (area === null) return;
    const look = () => {
      const beyond = area.scrollWidth - area.clientWidth;
      const next = { left: beyond > 1 && area.scrollLeft > 1, right: beyond > 1 && area.scrollLeft < beyond - 1 };
      setHidden((last) => (last.left === next.left && last.right === next.right ? last : next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(area);
    if (area.firstElementChild) observer.observe(area.firstElementChild);
    area.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      area.removeEventListener("scroll", look);
    };
  }, []);
  const scrolls = hidden.left || hidden.right;
  return (
    <div className="relative min-w-0">
      {scrolls ? (
        <p className="no-print mb-1 flex items-center gap-1.5 text-xs text-ink-soft">
          <MoveHorizontal aria-hidden="true" className="size-4 shrink-0" />
          {t("scrolls")}
        </p>
      ) : null}
      <div className="relative">
        <section
          ref={watch}
          aria-label={label}
          tabIndex={scrolls ? 0 : undefined}
          className={classNames("relative overflow-x-auto print:overflow-visible", className)}
        >
          {children}
        </section>
        <Edge side="left" shown={hidden.left} />
        <Edge side="right" shown={hidden.right} />
      </div>
    </div>
  );
}

/** A shadow at the side on which there is more. */
function Edge({ side, shown }: { readonly side: "left" | "right"; readonly shown: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "no-print pointer-events-none absolute inset-y-0 w-6 transition-opacity",
        side === "left" ? "left-0 bg-linear-to-r" : "right-0 bg-linear-to-l",
        "from-scroll to-transparent",
        shown ? "opacity-100" : "opacity-0",
      )}
    />
  );
}
