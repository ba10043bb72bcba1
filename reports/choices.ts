/** Names, and what there is to choose from: never blocks a chart. */
import { type Dimensions, readDimensions } from "#db/choices.ts";
import { countFactors } from "#db/factors.ts";
import { readMoments, type StoredMoment } from "#db/journeys.ts";
import { dayText } from "#domain/calendar.ts";
import { ok } from "#domain/problem.ts";
import { frameOf } from "./frame.ts";
import type { Report } from "./report.ts";

/** The channel of touches whose source names none. */
const NOT_GIVEN = 0;

export const choicesReport: Report<"choices"> = {
  name: "choices",
  action: "report:choices",
  async run(store, scope, journeyKey, { filter }) {
    const framed = frameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const { journey, figures, settings } = framed.value;
    const dimensions = readDimensions(store, scope, journey.id);
    const factorsOf = countFactors(store, journey.id);
    const channelsOf = momentChannels(readMoments(store, journey.id), dimensions);
    return ok({
      journey: { key: journey.key, name: journey.name, mode: journey.mode, sample: journey.sample },
      moments: journey.moments.map(({ id, key, name, stage, role, position }) => {
        return { key, name, stage, role, position, channels: channelsOf(id), factors: factorsOf.get(id) ?? 0 };
      }),
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

/** Keys of the channels on which a moment is met, by the moment's id: those that its journey names, then those of its touches. */
function momentChannels(moments: readonly StoredMoment[], { channels, channelsByMoment }: Dimensions): (momentId: number) => string[] {
  const keys = new Map(channels.map((channel) => [channel.id, channel.key]));
  const named = new Map(moments.map((moment) => [moment.id, moment.channels ?? []]));
  return (momentId) => {
    const met = (channelsByMoment.get(momentId) ?? []).filter((id) => id !== NOT_GIVEN).flatMap((id) => keys.get(id) ?? []);
    return [...new Set([...(named.get(momentId) ?? []), ...met])];
  };
}
