"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { LiveData } from "#components/live-data.tsx";
import { useRebuild } from "#components/rebuild/use-rebuild.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { DesignerDocument } from "#domain/designer-document.ts";
import { ArchivedList } from "./archived-list.tsx";
import type { KnownChannel } from "./changes-list.tsx";
import type { JourneyDraft } from "./draft.ts";
import { NO_FAULTS, placeFaults } from "./faults.ts";
import { HistoryCard } from "./history-card.tsx";
import { JourneyFields } from "./journey-fields.tsx";
import { type ImportedFile, JourneyFileButtons } from "./journey-file-buttons.tsx";
import { LeaveGuard } from "./leave-guard.tsx";
import { MomentList } from "./moment-list.tsx";
import { RefusalNotice, RestoredNotice, StaleNotice } from "./notices.tsx";
import { ProgressCard } from "./progress-card.tsx";
import { designerQuery, saveDraft } from "./questions.ts";
import { SaveBar } from "./save-bar.tsx";
import { useDraft } from "./use-draft.ts";
import { useOutcome } from "./use-outcome.ts";
import { usePreview } from "./use-preview.ts";
import { useRebuilding } from "./use-saving.ts";

export interface DesignerProps {
  /** As the server read it with the page; null: a new journey. */
  readonly document: DesignerDocument | null;
  /** What the form begins with; of a stored journey what is stored. */
  readonly start: JourneyDraft;
  /** Tells drafts kept in the tab apart. */
  readonly place: string;
  readonly channels: readonly KnownChannel[];
  readonly timeZone: string;
}

/** Makes a journey, or changes one: its moments, their order, scales and standards. */
export function Designer({ document: read, start, place, channels, timeZone }: DesignerProps) {
  const t = useTranslations("designer");
  const router = useRouter();
  const client = useQueryClient();
  const key = read?.journey.key ?? "";
  const query = useQuery({
    ...designerQuery(key),
    enabled: read !== null,
    ...(read ? { initialData: read } : {}),
    // While a change is under way: its end changes what is stored.
    refetchInterval: ({ state }) => (isRunning(state.data) ? 1_000 : false),
  });
  const document = read === null ? null : (query.data ?? read);
  const state = useRebuild(key);
  const { draft, edit, version, isDirty, isStale, isRestored, reset, rebase } = useDraft(document, start, place);
  const work = useRebuilding(() => void client.invalidateQueries({ queryKey: designerQuery(key).queryKey }));
  const isNew = document === null;
  const { preview, isPending } = usePreview(draft, version, isNew || isDirty);
  const faults = useMemo(() => (preview ? placeFaults(preview.errors, draft) : NO_FAULTS), [preview, draft]);
  // Nobody is told off for what they have not begun to fill in.
  const [isTold, setTold] = useState(!isNew);
  const shownFaults = isTold ? faults : NO_FAULTS;
  const outcome = useOutcome(document, work);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(isNew ? start.moments.slice(0, 1).map(({ id }) => id) : []));
  const form = useRef<HTMLDivElement>(null);
  const [imported, setImported] = useState<ImportedFile | null>(null);
  const isLocked = work.isBusy || state !== null || isRunning(document);

  // Rebuilt figures are on their way to the other pages; what is stored has to be read as well.
  useEffect(() => {
    if (state === null && read !== null) void client.invalidateQueries({ queryKey: designerQuery(key).queryKey });
  }, [client, key, read, state]);

  const toggle = (id: string) => setOpen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]));

  function add(): void {
    // Unique in this draft, also where it was restored; a browser makes no UUID on a page without https.
    const id = `new ${Date.now()} ${draft.moments.length}`;
    edit({ kind: "add", id });
    setOpen((now) => new Set([...now, id]));
  }

  /** Opens what is faulty and goes to the first field that is. */
  function showFaults(): void {
    setTold(true);
    setOpen((now) => new Set([...now, ...faults.moments.keys()]));
    setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  async function save(): Promise<void> {
    setImported(null);
    outcome.clear();
    const isSaved = await work.run(() => saveDraft(draft, version));
    if (!isSaved) return;
    if (!isNew) return outcome.saved();
    reset();
    router.push(`/settings/journeys/${encodeURIComponent(draft.key)}`);
    router.refresh();
  }

  const archived = draft.moments.filter((moment) => moment.archived);
  const totals = document?.moments ?? {};
  return (
    <div ref={form} className="grid gap-5">
      {work.refused ? <RefusalNotice refused={work.refused} /> : null}
      {isStale && !isLocked ? <StaleNotice onKeep={rebase} onTake={reset} /> : null}
      {isRestored && !isStale && !isLocked ? <RestoredNotice onDiscard={reset} /> : null}
      {outcome.text ? <Callout role="status">{outcome.text}</Callout> : null}
      {state ? (
        <ProgressCard
          state={state}
          change={document?.history.find(({ id }) => id === state.id)}
          channels={channels}
          isBusy={work.isBusy}
          onCancel={() => void work.cancel(state.id)}
          onResume={() => void work.resume(state.id)}
        />
      ) : null}
      <JourneyFileButtons
        journey={document?.journey.key ?? null}
        disabled={isLocked}
        imported={imported}
        onImported={setImported}
        edit={edit}
        stored={document}
      />
      <Card>
        <CardHeader title={t("journey")} />
        <fieldset disabled={isLocked} className="min-w-0">
          <legend className="sr-only">{t("journey")}</legend>
          <JourneyFields draft={draft} faults={shownFaults.journey} onEdit={edit} />
        </fieldset>
      </Card>
      <Card>
        <CardHeader title={t("moments")} description={t("momentsText")} />
        <MomentList
          draft={draft}
          channels={channels}
          totals={totals}
          faults={shownFaults}
          open={open}
          onToggle={toggle}
          onEdit={edit}
          isLocked={isLocked}
        />
        {shownFaults.journey.some(({ field }) => field === "moments") ? (
          <p role="alert" className="mt-3 text-sm font-medium text-minus-ink">
            {t(`faults.${shownFaults.journey.find(({ field }) => field === "moments")?.fault ?? "shape"}`)}
          </p>
        ) : null}
        <Button size="medium" disabled={isLocked} onClick={add} className="mt-4">
          <Plus aria-hidden="true" className="size-4" />
          {t("add")}
        </Button>
      </Card>
      {archived.length > 0 ? (
        <Card>
          <CardHeader title={t("archived.title")} description={t("archived.text")} />
          <ArchivedList
            moments={archived}
            totals={totals}
            isLocked={isLocked}
            onRestore={(id) => edit({ kind: "moment", id, fields: { archived: false } })}
          />
        </Card>
      ) : null}
      {document ? (
        <HistoryCard
          history={document.history}
          channels={channels}
          timeZone={timeZone}
          undo={document.undo}
          isLocked={isLocked || isDirty}
          onUndo={(id) => {
            outcome.clear();
            void work.undo(id).then((done) => done && outcome.saved());
          }}
        />
      ) : null}
      {(isDirty || isNew) && !(isLocked && !work.isBusy) ? (
        <SaveBar
          draft={draft}
          channels={channels}
          preview={preview}
          isPending={isPending}
          faults={faults.count}
          isBusy={work.isBusy}
          isStale={isStale}
          onSave={() => void save()}
          onFaulty={showFaults}
          onDiscard={isDirty ? reset : null}
        />
      ) : null}
      {isDirty && !isLocked ? <LeaveGuard /> : null}
      {document ? <LiveData journey={document.journey.key} /> : null}
    </div>
  );
}

/** Whether the newest change of the journey is not in effect yet. */
function isRunning(document: DesignerDocument | null | undefined): boolean {
  return document?.history.some(({ status }) => status === "running") ?? false;
}
