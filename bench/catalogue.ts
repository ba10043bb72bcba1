/** Every figure of the benchmark by its name: its unit, what it should reach, and what it is, in words. */

interface Kind {
  readonly unit: string;
  /** `<= 10` or `>= 30`; null: only told. */
  readonly target: string | null;
  readonly what: string;
}

/** In the order in which they are shown. */
export const CATALOGUE = {
  P1: { unit: "times", target: "<= 1.5", what: "time of the import, against `sqlite3 .import` of the same file into a bare table" },
  "P1-verdad": { unit: "s", target: null, what: "import" },
  "P1-bare": { unit: "s", target: null, what: "`sqlite3 .import`" },
  "P1-rate": { unit: "ratings/s", target: null, what: "ratings imported a second" },
  P1s: { unit: "times", target: "<= 1.5", what: "the same where every visit's ratings are as far apart as they can be" },
  "P1s-verdad": { unit: "s", target: null, what: "import of that file" },
  "P1s-bare": { unit: "s", target: null, what: "`sqlite3 .import` of that file" },
  "P1s-memory": { unit: "MiB", target: "<= 1024", what: "most memory that the import of that file held" },
  P2: { unit: "MiB", target: "<= 1024", what: "most memory that the import's processes held" },
  P3: { unit: "ms", target: "<= 10", what: "moments' scores, any filter and period: 95 of 100 within" },
  "P3-median": { unit: "ms", target: null, what: "moments' scores: half of them within" },
  "P3-trend": { unit: "ms", target: null, what: "trend of the same questions: 95 of 100 within" },
  P4: { unit: "ms", target: "<= 10", what: "funnel and survival, one after the other, any filter and period: 95 of 100 within" },
  "P4-median": { unit: "ms", target: null, what: "funnel and survival: half of them within" },
  P4c: { unit: "ms", target: null, what: "survival with its clustering (a bootstrap over visits): 95 of 100 within" },
  "P4c-median": { unit: "ms", target: null, what: "survival with its clustering: half of them within" },
  "R-fix-first": { unit: "ms", target: null, what: "gains of all moments with their bootstrap, any filter and period: 95 of 100 within" },
  "R-what-if": { unit: "ms", target: null, what: "what a what-if is computed from: 95 of 100 within" },
  "R-drivers": { unit: "ms", target: null, what: "drivers of an outcome, on at most 200,000 visits: 95 of 100 within" },
  "R-mot-chart": { unit: "ms", target: null, what: "a moment's chart with its evidence: 95 of 100 within" },
  "R-comments": { unit: "ms", target: null, what: "search in comments, Korean and English words: 95 of 100 within" },
  "R-control-chart": { unit: "ms", target: null, what: "a moment's control chart: 95 of 100 within" },
  "R-units": { unit: "ms", target: null, what: "a moment's channels and teams with their limits: 95 of 100 within" },
  "P5-scores": { unit: "times", target: ">= 30", what: "moments' scores: DuckDB's time against Verdad's (medians)" },
  "P5-funnel": { unit: "times", target: ">= 100", what: "funnel and survival: DuckDB's time against Verdad's (medians)" },
  "P5-duckdb-load": { unit: "s", target: null, what: "DuckDB: reading the file into its own table" },
  "P5-duckdb-scores": { unit: "ms", target: null, what: "DuckDB: moments' scores, median" },
  "P5-duckdb-funnel": { unit: "ms", target: null, what: "DuckDB: funnel and survival, median" },
  "P6-scores": { unit: "times", target: "<= 1.3", what: "moments' scores at this size against 1 M ratings over the same year (P3)" },
  "P6-funnel": { unit: "times", target: "<= 1.3", what: "funnel and survival at this size against 1 M ratings over the same year (P4)" },
  P7: { unit: "times", target: "<= 1", what: "funnel and survival over chosen steps, one year: Verdad's time against DuckDB's (medians)" },
  "P7-verdad": { unit: "ms", target: null, what: "chosen steps, one year, median" },
  "P7-duckdb": { unit: "ms", target: null, what: "DuckDB: chosen steps, one year, median" },
  "P8-one": { unit: "ms", target: "<= 25", what: "JSON report over HTTP, signed in, one client: 95 of 100 within" },
  "P8-many": { unit: "ms", target: "<= 150", what: "the same with 32 clients at once" },
  "P8-304": { unit: "ms", target: "<= 5", what: "an answer that the client has already (304): 95 of 100 within" },
  "P8-rate": { unit: "answers/s", target: null, what: "answers a second to 32 clients" },
  "P8-loop-p99": { unit: "ms", target: null, what: "how long the server's event loop was kept waiting: 99 of 100 within" },
  "P8-loop-max": { unit: "ms", target: null, what: "how long the server's event loop was kept waiting: the longest" },
  "P9-one": { unit: "times", target: "<= 2", what: "one client while an import runs, against the idle server (P8)" },
  "P9-many": { unit: "times", target: "<= 2", what: "32 clients while an import runs, against the idle server (P8)" },
  "P9-one-ms": { unit: "ms", target: null, what: "one client while an import runs: 95 of 100 within" },
  "P9-many-ms": { unit: "ms", target: null, what: "32 clients while an import runs: 95 of 100 within" },
  "P9-loop-p99": { unit: "ms", target: null, what: "the server's event loop while an import runs: 99 of 100 within" },
  "P9-loop-max": { unit: "ms", target: null, what: "the server's event loop while an import runs: the longest wait" },
  "http-failures": { unit: "answers", target: "<= 0", what: "answers over HTTP that were neither 200 nor, where asked for, 304" },
  P11: { unit: "bytes", target: "<= 30", what: "the store's file a rating, indexes and rollups included" },
  P13: { unit: "s", target: "<= 2", what: "from an import's commit to the event on an open dashboard" },
  "verify-seconds": { unit: "s", target: null, what: "`verify`: recount of the whole store" },
  "verify-differences": { unit: "cells", target: "<= 0", what: "stored cells that differ from the recount" },
  "differing-counts": { unit: "counts", target: "<= 0", what: "counts in which DuckDB and Verdad disagree" },
  "PG-import": { unit: "times", target: null, what: "time of the import, against PostgreSQL's COPY of the same file" },
  "PG-scores": { unit: "times", target: null, what: "moments' scores: PostgreSQL's time against Verdad's (medians)" },
  "PG-funnel": { unit: "times", target: null, what: "funnel and survival: PostgreSQL's time against Verdad's (medians)" },
  "PG-subset": { unit: "times", target: null, what: "chosen steps, one year: PostgreSQL's time against Verdad's (medians)" },
  "PG-differing-counts": { unit: "counts", target: "<= 0", what: "counts in which PostgreSQL and Verdad disagree" },
  "PG-copy": { unit: "s", target: null, what: "PostgreSQL: COPY" },
} as const satisfies Readonly<Record<string, Kind>>;

export type MeasureId = keyof typeof CATALOGUE;

export const MEASURE_IDS = Object.keys(CATALOGUE).filter(isMeasureId);

export function isMeasureId(text: string): text is MeasureId {
  return Object.hasOwn(CATALOGUE, text);
}
