/** Loads the sample journey through the import's own writer, and takes it away again. */
import { join } from "node:path";
import { DimensionIds } from "#db/dimensions.ts";
import { type ImportResult, runImport } from "#db/import-writer.ts";
import { inTransaction } from "#db/journey-context.ts";
import { putJourney } from "#db/journey-writer.ts";
import { type JourneyRow, readJourney, readJourneys, touchJourney } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import { projectFolder } from "#db/project-folder.ts";
import { removeJourney } from "#db/remove-journey.ts";
import { operatorScope } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { dayText, localDay } from "#domain/calendar.ts";
import type { RowBatch } from "#domain/checked-row.ts";
import type { DayText } from "#domain/filter.ts";
import { sampleDimensions } from "#sample/dimensions.ts";
import { generateSample, SAMPLE_JOURNEY, SAMPLE_SOURCE, sampleFile } from "#sample/generate.ts";
import { readJourneyFile } from "./commands/journey.ts";
import { tell, usage } from "./context.ts";
import { finishInterrupted } from "./rebuild-progress.ts";

export function sampleJourney(store: Store): JourneyRow | null {
  return readJourneys(store, operatorScope()).find((journey) => journey.sample) ?? null;
}

/** The last day that is over: the sample runs to the end of its last day, and no touch lies in the future. */
export function yesterday(timeZone: string): DayText {
  return dayText(localDay(timeZone, Date.now()) - 1);
}

/** Refuses where the sample is loaded, or where its key is taken by a journey of one's own. `onProgress` is told the touches so far. */
export async function loadSample(
  store: Store,
  asOf: DayText,
  scale: number,
  onProgress: (counts: { readonly rows: number }) => void = progress(),
): Promise<ImportResult> {
  await finishInterrupted(store);
  const existing = readJourney(store, operatorScope(), SAMPLE_JOURNEY);
  if (existing) {
    usage(
      existing.sample
        ? 'The sample is loaded already: "sample remove" takes it away.'
        : `Journey "${SAMPLE_JOURNEY}" is your own: the sample needs that key.`,
    );
  }
  const file = sampleFile(readJourneyFile(join(projectFolder(), "templates", `${SAMPLE_JOURNEY}.json`)));
  const put = await putJourney(store, file, { now: Date.now(), sample: true });
  const journey = readJourney(store, operatorScope(), SAMPLE_JOURNEY);
  if ("refused" in put || !journey) throw new Error("The sample's journey could not be made.");
  const { timeZone } = readSettings(store);
  const result = await runImport(
    store,
    {
      journeyId: journey.id,
      kind: "sample",
      source: SAMPLE_SOURCE,
      fileName: "sample",
      fileHash: `sample ${asOf} ${scale} ${timeZone}`,
      mappingHash: "",
      mapping: "{}",
      fileBytes: null,
      shape: "long",
      header: [],
      visitGapMs: null,
      hashCustomer: (reference) => reference,
      now: Date.now,
      dryRun: false,
      onProgress,
    },
    () => inTurn(generateSample({ journey, asOf, scale, timeZone })),
  );
  nameDimensions(store, journey.id, result.importId);
  return result;
}

/** Takes the sample away, and the channels, segments and teams that only it uses. Returns false where there is none. */
export async function removeSample(store: Store): Promise<boolean> {
  await finishInterrupted(store);
  const journey = sampleJourney(store);
  if (!journey) return false;
  await removeJourney(store, journey.id);
  return true;
}

async function* inTurn(batches: Iterable<RowBatch>): AsyncGenerator<RowBatch> {
  yield* batches;
}

/** Names in both languages for the keys that the rows brought; what the sample did not bring itself keeps its own name. */
function nameDimensions(store: Store, journeyId: number, importId: number): void {
  inTransaction(store, () => {
    for (const table of ["channels", "segments", "teams"] as const) {
      const ids = new DimensionIds(store, table, importId);
      for (const row of sampleDimensions[table]) {
        if (ids.broughtBy(row.key, importId)) ids.put({ key: row.key, name: row.name, priority: "priority" in row && row.priority });
      }
    }
    touchJourney(store, journeyId);
  });
}

function progress(): (counts: { readonly rows: number }) => void {
  const start = Date.now();
  let last = start;
  return ({ rows }) => {
    if (Date.now() - last < 2_000) return;
    last = Date.now();
    tell(`${rows} touches, ${Math.round((rows * 1000) / (last - start))} a second`);
  };
}
