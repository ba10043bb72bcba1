/** The same questions to DuckDB, on its own typed copy of the raw ratings. */
import { DuckDBInstance } from "@duckdb/node-api";
import { journeyCounts, RIVAL_LIMIT_MS, type Rival, scoreCounts } from "./counts.ts";
import { among, list, text } from "./sql-text.ts";

export interface Duck extends Rival {
  readonly loadSeconds: number;
  close(): void;
}

/**
 * Loads the file into a database in memory, all processors used (DuckDB's default). Texts become enumerations and days are
 * kept beside the instants, as anybody would who asks such questions often.
 */
export async function openDuck(csv: string, moments: readonly string[]): Promise<Duck> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const begun = performance.now();
  await connection.run(`create type moment as enum (${list(moments)})`);
  await connection.run(`create table ratings as select substr(visit, 2)::integer as visit, moment::moment as moment, rated_at, rated_at::date as day,
    rating, list_position([${list(moments)}], moment)::tinyint as position, segment, channel, team
    from read_csv(${text(csv)}, header = true, columns = {visit: 'varchar', moment: 'varchar', rated_at: 'timestamp', rating: 'tinyint', segment: 'varchar',
      channel: 'varchar', team: 'varchar'})`);
  for (const column of ["segment", "channel", "team"]) {
    await connection.run(`create type ${column} as enum (select distinct ${column} from ratings order by 1)`);
    await connection.run(`alter table ratings alter ${column} type ${column}`);
  }
  const loadSeconds = (performance.now() - begun) / 1000;

  /** null where the limit was reached. */
  const rows = async (sql: string): Promise<readonly (readonly string[])[] | null> => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      connection.interrupt();
    }, RIVAL_LIMIT_MS);
    try {
      const result = await connection.runAndReadAll(sql);
      return result.getRows().map((row) => row.map((value) => (value === null ? "" : String(value))));
    } catch (error) {
      if (late) return null;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  };

  return {
    loadSeconds,
    async scores(asked) {
      const found = await rows(`select moment, rating, count(*) from ratings
        where day between ${text(asked.from)} and ${text(asked.to)} and ${among("channel", asked.channels)}
        and ${among("segment", asked.segments)} and ${among("team", asked.teams)} group by all`);
      return found && scoreCounts(found);
    },
    async journeys(asked) {
      const chosen = asked.moments.length === 0 ? moments : asked.moments;
      const isStep = among("moment", chosen);
      const found = await rows(`with visits as materialized (
          select visit, max(position) filter (${isStep}) as furthest, min(position) filter (rating <= 2 and ${isStep}) as broke
          from ratings group by visit
          having min(rated_at)::date between ${text(asked.from)} and ${text(asked.to)}
            and ${among("arg_min(channel, rated_at)", asked.channels)} and ${among("any_value(segment)", asked.segments)}
        )
        select 'furthest', furthest, count(*) from visits group by all
        union all select 'broke', broke, count(*) from visits where broke is not null group by all
        union all select 'at risk', position, count(*) from ratings join visits using (visit)
          where position <= coalesce(broke, 99) and ${isStep} group by all`);
      return found && journeyCounts(found, moments);
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
