import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { DriversPage } from "#components/drivers/drivers.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("drivers")]);
  return { title: `${t("heading")} · ${open.name}` };
}

/** Nothing is made ready but the choices: the figures take long on many visits, and the page must not wait for them. */
export default async function DriversOfJourney(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("drivers")]);
  return (
    <JourneyFrame
      open={open}
      title={t("heading")}
      needs="report:survival"
      ready={[]}
      measures={["journeyScore", "gain", "soleBreaks", "whatIf", "importance", "contrast", "addsLittle"]}
    >
      <DriversPage journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
