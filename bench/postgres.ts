/** The same questions to PostgreSQL, on a plain table of the raw ratings, in a schema of its own that is removed afterwards. */
import { journeyCounts, RIVAL_LIMIT_MS, type Rival, scoreCounts } from "./counts.ts";
import { openPsql, PsqlError } from "./psql.ts";
import type { Asked } from "./questions.ts";
import { among, list, text } from "./sql-text.ts";

export interface Postgres extends Rival {
  /** Seconds of the COPY alone, without index and statistics. */
  readonly copySeconds: number;
  close(): Promise<void>;
}

const SCHEMA = "verdad_bench";
const TOOK_TOO_LONG = "57014";

/** The server's version. */
export async function postgresVersion(address: string): Promise<string> {
  const psql = openPsql(address);
  const [[version = ""] = []] = await psql.rows("show server_version");
  await psql.close();
  return version;
}

/** Loads the file with COPY; then an index on the time and fresh statistics, as anybody would have who asks such questions. */
export async function openPostgres(address: string, csv: string, moments: readonly string[]): Promise<Postgres> {
  const psql = openPsql(address);
  const run = async (statements: readonly string[]): Promise<void> => {
    for (const statement of statements) await psql.rows(statement);
  };
  const removal = [`drop schema if exists ${SCHEMA} cascade`];
  await run([
    ...removal,
    `create schema ${SCHEMA}`,
    `set search_path to ${SCHEMA}`,
    "set time zone 'UTC'",
    "create table ratings (visit text, moment text, rated_at timestamptz, rating smallint, segment text, channel text, team text)",
    "create table steps (moment text primary key, position int)",
    `insert into steps select * from unnest(array[${list(moments)}]) with ordinality`,
  ]);
  const begun = performance.now();
  await run([`\\copy ratings from ${text(csv)} with (format csv, header)`]);
  const copySeconds = (performance.now() - begun) / 1000;
  await run(["create index on ratings (rated_at)", "vacuum (analyze) ratings", `set statement_timeout to ${RIVAL_LIMIT_MS}`]);

  const rows = async (sql: string): Promise<readonly (readonly string[])[] | null> => {
    try {
      return await psql.rows(sql);
    } catch (error) {
      if (error instanceof PsqlError && error.state === TOOK_TOO_LONG) return null;
      throw error;
    }
  };

  return {
    copySeconds,
    async scores(asked) {
      const found = await rows(`select moment, rating, count(*) from ratings where ${within("rated_at", asked)}
        and ${among("channel", asked.channels)} and ${among("segment", asked.segments)} and ${among("team", asked.teams)} group by moment, rating`);
      return found && scoreCounts(found);
    },
    async journeys(asked) {
      const isStep = among("moment", asked.moments.length === 0 ? moments : asked.moments);
      const found = await rows(`with visits as materialized (
          select visit, max(position) filter (where ${isStep}) as furthest, min(position) filter (where rating <= 2 and ${isStep}) as broke
          from ratings join steps using (moment) group by visit
          having ${within("min(rated_at)", asked)} and ${among("(array_agg(channel order by rated_at))[1]", asked.channels)}
            and ${among("min(segment)", asked.segments)}
        )
        select 'furthest', furthest, count(*) from visits group by furthest
        union all select 'broke', broke, count(*) from visits where broke is not null group by broke
        union all select 'at risk', position, count(*) from ratings join steps using (moment) join visits using (visit)
          where position <= coalesce(broke, 99) and ${isStep} group by position`);
      return found && journeyCounts(found, moments);
    },
    async close() {
      await run(["set statement_timeout to 0", ...removal]);
      await psql.close();
    },
  };
}

function within(column: string, { from, to }: Asked): string {
  return `${column} >= ${text(from)}::date and ${column} < ${text(to)}::date + 1`;
}
