/** The same questions to DuckDB, on its own typed copy of the raw ratings. */
import { DuckDBInstance } from "@duckdb/node-api";
import type { Asked } from "./questions.ts";

export interface ScoreCounts {
  /** Count by `moment rating`. */
  readonly answers: ReadonlyMap<string, number>;
}

export interface JourneyCounts {
  /** Visits whose furthest chosen step it is, by moment; the key "" holds those that met none of the steps. */
  readonly furthest: ReadonlyMap<string, number>;
  readonly atRisk: ReadonlyMap<string, number>;
  readonly broke: ReadonlyMap<string, number>;
}

export interface Duck {
  readonly loadSeconds: number;
  scores(asked: Asked): Promise<ScoreCounts>;
  journeys(asked: Asked): Promise<JourneyCounts>;
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

  const rows = async (sql: string): Promise<readonly (readonly string[])[]> => {
    const result = await connection.runAndReadAll(sql);
    return result.getRows().map((row) => row.map((value) => (value === null ? "" : String(value))));
  };

  return {
    loadSeconds,
    async scores(asked) {
      const found = await rows(`select moment, rating, count(*) from ratings
        where day between ${text(asked.from)} and ${text(asked.to)} and ${among("channel", asked.channels)}
        and ${among("segment", asked.segments)} and ${among("team", asked.teams)} group by all`);
      return { answers: new Map(found.map(([moment, rating, count]) => [`${moment} ${rating}`, Number(count)])) };
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
      const part = (name: string): Map<string, number> =>
        new Map(found.filter(([kind]) => kind === name).map(([, position, count]) => [moments[Number(position) - 1] ?? "", Number(count)]));
      return { furthest: part("furthest"), broke: part("broke"), atRisk: part("at risk") };
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function among(column: string, values: readonly string[]): string {
  return values.length === 0 ? "true" : `${column} in (${list(values)})`;
}

function list(values: readonly string[]): string {
  return values.map(text).join(", ");
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
