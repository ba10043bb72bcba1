/** Names, and what there is to choose from: never blocks a chart. */
import { readDimensions } from "#db/choices.ts";
import { dayText } from "#domain/calendar.ts";
import { ok } from "#domain/problem.ts";
import { frameOf } from "./frame.ts";
import type { Report } from "./report.ts";

export const choicesReport: Report<"choices"> = {
  name: "choices",
  action: "report:choices",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const { journey, figures, settings } = framed.value;
    const dimensions = readDimensions(store, scope, journey.id);
    return ok({
      journey: { key: journey.key, name: journey.name, mode: journey.mode, sample: journey.sample },
      moments: journey.moments.map(({ key, name, stage, role, position }) => ({ key, name, stage, role, position })),
      channels: dimensions.channels.map(({ key, name }) => ({ key, name })),
      segments: dimensions.segments.map(({ key, name, priority }) => ({ key, name, priority })),
      teams: dimensions.teams.map(({ key, name }) => ({ key, name })),
      first: figures.span && dayText(figures.span.first),
      last: figures.span && dayText(figures.span.last),
      timeZone: settings.timeZone,
      weekStart: settings.weekStart,
      dataVersion: journey.dataVersion,
    });
  },
};
