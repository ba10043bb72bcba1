/** Touches of the day that as-of cuts, up to as-of, read one by one: the rollups know only whole days. */
import { sql } from "drizzle-orm";
import type { Store } from "./open.ts";
import type { Scope } from "./scope.ts";
import { among, type Cutoff, type Selection } from "./selection.ts";
import { decodeTouches } from "./touch-bytes.ts";

const DAY_MS = 86_400_000;

type Row = [entryChannelId: number, segmentId: number, touches: Buffer];

export interface CutTouch {
  readonly momentId: number;
  readonly entryChannelId: number;
  readonly segmentId: number;
  readonly channelId: number;
  readonly teamId: number;
  readonly answer: number | null;
}

/** The selection's touches of the cutoff's day, without those after it. */
export function readPartialDay(store: Store, scope: Scope, selection: Selection, cutoff: Cutoff): CutTouch[] {
  const { journeyId, channels, segments } = selection;
  const since = Math.min(cutoff.dayStart, cutoff.day * DAY_MS);
  const rows = store.orm.values<Row>(sql`select entry_channel_id, segment_id, touches from visits where journey_id = ${journeyId}
    and start_day in (select start_day from start_days where journey_id = ${journeyId} and (last_instant >= ${since} or last_date >= ${since})
      and (start_day <= ${cutoff.day} or late > 0)) and touches is not null and last_at >= ${since} and ${among(sql`segment_id`, segments)}`);
  const isOurs = teamFilter(store, scope, selection);
  const found: CutTouch[] = [];
  for (const [entryChannelId, segmentId, bytes] of rows) {
    for (const { momentId, when, channelId, teamId, answer } of decodeTouches(bytes)) {
      const counts = when.dateOnly ? when.at === cutoff.day * DAY_MS : when.at >= cutoff.dayStart && when.at <= cutoff.at;
      if (counts && isOurs(teamId) && (channels === null || channels.includes(channelId)))
        found.push({ momentId, entryChannelId, segmentId, channelId, teamId, answer });
    }
  }
  return found;
}

/** Teams outside the scope are never counted, whatever the filter says. */
function teamFilter(store: Store, scope: Scope, selection: Selection): (teamId: number) => boolean {
  const { teams } = scope;
  const keys = new Map(store.orm.values<[number, string]>(sql`select id, key from teams`));
  return (id) => (teams === "all" || teams.includes(keys.get(id) ?? "")) && (selection.teams === null || selection.teams.includes(id));
}
