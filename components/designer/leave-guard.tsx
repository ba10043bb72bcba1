"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Modal } from "#components/ui/modal.tsx";

/** While there is something unsaved, a link out of the page asks first, and so does closing the tab. */
export function LeaveGuard() {
  const t = useTranslations("designer.leave");
  const router = useRouter();
  const [wanted, setWanted] = useState<string | null>(null);

  useEffect(() => {
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const path = pathLeaving(event);
      if (path === null) return;
      event.preventDefault();
      event.stopPropagation();
      setWanted(path);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, []);

  if (wanted === null) return null;
  return (
    <Modal
      title={t("title")}
      onClose={() => setWanted(null)}
      actions={
        <>
          <Button size="medium" onClick={() => router.push(wanted)}>
            {t("leave")}
          </Button>
          <Button size="medium" variant="primary" onClick={() => setWanted(null)}>
            {t("stay")}
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{t("text")}</p>
    </Modal>
  );
}

/** Where a click would lead inside this site, in this tab; null where it leads nowhere else. */
function pathLeaving(event: MouseEvent): string | null {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download")) return null;
  const { origin, pathname, search } = window.location;
  if (link.origin !== origin || (link.pathname === pathname && link.search === search)) return null;
  return `${link.pathname}${link.search}${link.hash}`;
}
