/** How fast an import goes, and when it should be done. */
import type { ImportRun } from "./import-runs.ts";

/** Until then too little is known for a forecast. */
const LEAST_MS = 2_000;
const LEAST_SHARE = 0.005;

/** How far a run is, for those who wait. */
export interface ImportProgress {
  /** 0 to 1. */
  readonly share: number;
  readonly rows: number;
  readonly rejected: number;
  /** null: not known yet. */
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

export class ImportPace {
  readonly #startedAt: number;
  readonly #startRows: number;
  readonly #startShare: number;

  /** `share`: how far the file was when this run began to do something, 0 to 1. */
  constructor(run: ImportRun, share: number, now: number) {
    this.#startedAt = now;
    this.#startRows = run.rows;
    this.#startShare = share;
  }

  /** Notes in the run how far it is, for others to read. */
  say(run: ImportRun, share: number, now: number): void {
    const elapsed = now - this.#startedAt;
    const rows = run.rows - this.#startRows;
    const gone = share - this.#startShare;
    run.doneBytes = Math.round(share * (run.fileBytes ?? 0));
    run.rowsPerSecond = rows > 0 && elapsed > 0 ? Math.round((rows * 1000) / elapsed) : null;
    run.endsAt = elapsed >= LEAST_MS && gone >= LEAST_SHARE ? Math.round(now + ((1 - share) * elapsed) / gone) : null;
    run.saidAt = now;
  }
}

/** What a run last said of itself; null where it never did. */
export function progressOf(run: ImportRun): ImportProgress | null {
  if (run.saidAt === null) return null;
  return {
    share: run.fileBytes === null || run.fileBytes === 0 ? 0 : run.doneBytes / run.fileBytes,
    rows: run.rows,
    rejected: run.rejected,
    rowsPerSecond: run.rowsPerSecond,
    secondsLeft: run.endsAt === null ? null : Math.max(0, Math.round((run.endsAt - run.saidAt) / 1000)),
  };
}

/** `41 %, 52,000 rows a second, about 3 min left`. */
export function progressText({ share, rowsPerSecond, secondsLeft }: ImportProgress): string {
  const parts = [`${Math.floor(share * 100)} %`];
  if (rowsPerSecond !== null) parts.push(`${rowsPerSecond.toLocaleString("en")} rows a second`);
  if (secondsLeft !== null) parts.push(`about ${durationText(secondsLeft)} left`);
  return parts.join(", ");
}

function durationText(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
