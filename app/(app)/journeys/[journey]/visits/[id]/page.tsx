import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Visit } from "#components/visits/visit.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../../journey-page.tsx";

interface VisitPageProps extends JourneyPageProps {
  readonly params: Promise<{ readonly id: string }>;
}

/** The title tells nothing of the visit: it would be said before anyone is asked whether it may be seen. */
export async function generateMetadata(props: VisitPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("visits")]);
  return { title: `${t("column.visit")} · ${open.name}` };
}

export default async function VisitPage(props: VisitPageProps) {
  const [open, t, { id }] = await Promise.all([openJourney(props), getTranslations("visits"), props.params]);
  return (
    <JourneyFrame open={open} title={t("column.visit")} needs="visit:read" ready={[]} measures={[]}>
      <Visit journey={open.key} id={id} />
    </JourneyFrame>
  );
}
