"use client";

import { useQuery } from "@tanstack/react-query";
import { FlaskConical, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { formatCount, toLocale } from "#components/format.ts";
import { readAnswer, sendChange } from "#components/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Modal } from "#components/ui/modal.tsx";
import type { SampleState } from "#domain/designer-document.ts";
import { RefusalNotice } from "./notices.tsx";
import { type Refusal, refusalOf } from "./use-saving.ts";

/** Milliseconds between two looks while something is under way. */
const LOOK = 700;

/** The sample's state on the server, and what changes it. When it has ended the page is drawn anew. */
function useSample() {
  const router = useRouter();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const wasBusy = useRef(false);
  const { data, refetch } = useQuery({
    queryKey: ["sample"],
    queryFn: ({ signal }) => readAnswer<SampleState>("/api/sample", signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (isBusy(state.data) ? LOOK : false),
  });
  useEffect(() => {
    if (wasBusy.current && !isBusy(data)) router.refresh();
    wasBusy.current = isBusy(data);
  }, [data, router]);

  async function change(what: "load" | "remove"): Promise<void> {
    setRefused(null);
    try {
      await sendChange("/api/sample", { do: what });
    } catch (error) {
      setRefused(refusalOf(error));
    }
    await refetch();
  }
  return { state: data, refused, change };
}

function isBusy(state: SampleState | undefined): boolean {
  return state?.state === "loading" || state?.state === "removing";
}

/** Loads the sample with one click, and says how far it is. */
export function LoadSample() {
  const t = useTranslations("designer");
  const locale = toLocale(useLocale());
  const { state, refused, change } = useSample();
  return (
    <div className="grid justify-items-start gap-3">
      <Button size="medium" variant="primary" disabled={state === undefined || isBusy(state)} onClick={() => void change("load")}>
        <FlaskConical aria-hidden="true" className="size-4" />
        {state?.state === "loading" ? t("sample.loading") : t("sample.load")}
      </Button>
      {state?.state === "loading" ? (
        <p role="status" className="numeric text-sm text-ink-soft">
          {t("sample.rows", { count: formatCount(state.rows, locale) })}
        </p>
      ) : null}
      {state?.state === "failed" ? <p role="alert">{t("sample.failed")}</p> : null}
      {refused ? <RefusalNotice refused={refused} /> : null}
    </div>
  );
}

/** Takes the sample away, after asking. */
export function RemoveSample() {
  const t = useTranslations("designer");
  const { state, refused, change } = useSample();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button disabled={isBusy(state)} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden="true" className="size-4" />
        {state?.state === "removing" ? t("sample.removing") : t("sample.remove")}
      </Button>
      {refused ? <RefusalNotice refused={refused} /> : null}
      {isAsking ? (
        <Modal
          title={t("sample.askTitle")}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button size="medium" onClick={() => setAsking(false)}>
                {t("sample.askNo")}
              </Button>
              <Button
                size="medium"
                variant="danger"
                onClick={() => {
                  setAsking(false);
                  void change("remove");
                }}
              >
                {t("sample.askYes")}
              </Button>
            </>
          }
        >
          <p className="text-ink-soft">{t("sample.askText")}</p>
        </Modal>
      ) : null}
    </>
  );
}
