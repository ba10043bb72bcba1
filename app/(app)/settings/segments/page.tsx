import { Users } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { listSegments } from "#app/_server/segments.ts";
import { toLocale } from "#components/format.ts";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PrioritySegmentForm } from "./priority-segment-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("segments");
  return { title: t("title") };
}

/** Which segment is the priority one. */
export default async function SegmentsPage() {
  const [viewer, t, locale] = await Promise.all([pageViewer(), getTranslations("segments"), getLocale()]);
  if (!viewer.actions.includes("segment:write")) return <EmptyState title={t("notAllowed")} />;
  const segments = listSegments().map(({ key, name, priority }) => ({ key, name: name[toLocale(locale)], priority }));
  return (
    <div className="mx-auto grid max-w-2xl gap-5">
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <Card>
        {segments.length === 0 ? (
          <EmptyState icon={<Users />} title={t("emptyTitle")}>
            {t("emptyText")}
          </EmptyState>
        ) : (
          <>
            <CardHeader title={t("heading")} description={t("text")} />
            <PrioritySegmentForm
              segments={segments.map(({ key, name }) => ({ key, name }))}
              priority={segments.find((segment) => segment.priority)?.key ?? null}
            />
          </>
        )}
      </Card>
    </div>
  );
}
