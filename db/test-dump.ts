/** What a store holds, for comparing two of them in tests. */
import type { Store } from "./open.ts";
import { decodeTouches } from "./touch-bytes.ts";

/** All that is stored of visits, with names for ids that depend on what came first. */
export function dumpStore(store: Store): unknown {
  const all = (sql: string) => store.driver.prepare<[], Record<string, unknown>>(sql).all();
  const keys = (table: string) => new Map(all(`select id, key from ${table}`).map(({ id, key }) => [id, key]));
  const [channels, segments, teams] = [keys("channels"), keys("segments"), keys("teams")];
  const factors = new Map(all("select id, moment_id, key from factors").map(({ id, moment_id, key }) => [id, `${moment_id} ${key}`]));
  const named = (one: Record<string, unknown>) => ({
    ...one,
    ...Object.fromEntries(
      ["channel_id", "entry_channel_id", "claim_channel_id"].flatMap((id) => (id in one ? [[id, channels.get(one[id])]] : [])),
    ),
    ...("segment_id" in one ? { segment_id: segments.get(one.segment_id) } : {}),
    ...("factor_id" in one ? { factor_id: factors.get(one.factor_id) } : {}),
    ...("team_id" in one ? { team_id: teams.get(one.team_id) } : {}),
  });
  const visits = all("select * from visits order by external_id, started_at, last_at").map(({ id, touches, ...rest }) => ({
    ...named(rest),
    touches: decodeTouches(touches as Buffer | null).map((touch) => ({
      ...touch,
      channelId: channels.get(touch.channelId),
      teamId: teams.get(touch.teamId),
    })),
    claims: all(`select * from visit_claims where visit_id = ${id} order by n`).map(({ visit_id, ...claim }) => named(claim)),
    details: all(`select seq, resolution, seconds, rating_ref from touch_details where visit_id = ${id} order by seq`),
    comments: all(`select * from comments where visit_id = ${id} order by seq`).map(({ id: _, visit_id, ...comment }) => named(comment)),
    mentions: all(`select seq, version, factor_id from mentions where visit_id = ${id}`)
      .map((mention) => JSON.stringify(named(mention)))
      .sort(),
    history: all(`select * from touch_history where visit_id = ${id} order by seq, version`).map(({ visit_id, ...version }) =>
      named(version),
    ),
  }));
  const cells = [
    "score_days",
    "score_weeks",
    "score_months",
    "visit_days",
    "visit_weeks",
    "visit_months",
    "reach_days",
    "reach_weeks",
    "reach_months",
    "factor_days",
    "factor_months",
  ].map((table) =>
    all(`select * from ${table}`)
      .map((cell) => JSON.stringify(named(cell)))
      .sort(),
  );
  return { visits, cells, runs: all("select rows, accepted, unchanged, visits, touches, ratings, status from imports") };
}
