/** One part of a file that was set aside, visit by visit. */
import { type ColumnBatch, type RowColumns, visitIdAt } from "#domain/row-columns.ts";
import { RowPacker } from "#domain/row-packer.ts";
import type { SpilledChunk } from "./spill-file.ts";

export interface LoadSizes {
  /** Rows and characters that may be in memory at once. */
  readonly mostRows: number;
  readonly mostCharacters: number;
  readonly batchRows: number;
  readonly batchCharacters: number;
}

/**
 * Batches of the rows that `chunks` gives, in the order of their visits' ids (by code units) and as the chunks have them within a visit. A
 * visit is cut only where it alone is longer than a batch. What is too much for memory is read several times, some visits each time.
 */
export function* visitBatches(
  chunks: () => Iterable<SpilledChunk>,
  rows: number,
  characters: number,
  rejectedLine: number,
  sizes: LoadSizes,
): Generator<ColumnBatch> {
  const most = Math.min(sizes.mostRows, Math.floor((sizes.mostCharacters / Math.max(1, characters)) * rows));
  if (rows <= most) {
    yield* inOrder([...chunks()], rejectedLine, sizes);
    return;
  }
  for (const visits of loads(chunks(), most)) {
    const found = chosen(chunks(), visits);
    for (const some of visits.size > 1 ? [[...found]] : inBatches(found, sizes)) yield* inOrder(some, rejectedLine, sizes);
  }
}

/** Visits to be read together, in order: so many that their rows are not more than `most`, or one. */
function* loads(chunks: Iterable<SpilledChunk>, most: number): Generator<ReadonlySet<string>> {
  const rows = new Map<string, number>();
  for (const { columns } of chunks) {
    const counts = visitCounts(columns);
    for (let visit = 0; visit < counts.length; visit += 1) {
      const id = visitIdAt(columns, visit);
      rows.set(id, (rows.get(id) ?? 0) + (counts[visit] ?? 0));
    }
  }
  let load = new Set<string>();
  let sum = 0;
  for (const id of [...rows.keys()].sort()) {
    const count = rows.get(id) ?? 0;
    if (load.size > 0 && sum + count > most) {
      yield load;
      load = new Set();
      sum = 0;
    }
    load.add(id);
    sum += count;
  }
  yield load;
}

/** The rows of some visits. */
function* chosen(chunks: Iterable<SpilledChunk>, visits: ReadonlySet<string>): Generator<SpilledChunk> {
  for (const { columns, characters } of chunks) {
    const isChosen = Uint8Array.from(columns.visitEnds, (_, visit) => (visits.has(visitIdAt(columns, visit)) ? 1 : 0));
    if (!isChosen.includes(1)) continue;
    const packer = new RowPacker(columns.rows);
    const copy = packer.copierOf(columns);
    for (let row = 0; row < columns.rows; row += 1) if (isChosen[columns.visit[row] ?? 0] === 1) copy(row);
    yield { columns: packer.take(), characters: (characters / columns.rows) * packer.rows };
  }
}

/** One visit's rows, as much at a time as a batch may have. */
function* inBatches(chunks: Iterable<SpilledChunk>, sizes: LoadSizes): Generator<SpilledChunk[]> {
  let some: SpilledChunk[] = [];
  let rows = 0;
  let characters = 0;
  for (const chunk of chunks) {
    some.push(chunk);
    rows += chunk.columns.rows;
    characters += chunk.characters;
    if (rows < sizes.batchRows && characters < sizes.batchCharacters) continue;
    yield some;
    some = [];
    rows = 0;
    characters = 0;
  }
  yield some;
}

function* inOrder(chunks: readonly SpilledChunk[], rejectedLine: number, sizes: LoadSizes): Generator<ColumnBatch> {
  const { visits, ends, chunkOf, rowOf } = rowsByVisit(chunks);
  let packer = new RowPacker(sizes.batchRows);
  let copiers: ((row: number) => void)[] = [];
  let characters = 0;
  let last = { visit: "", visitLine: 0 };
  const take = (): ColumnBatch => {
    const batch = { rows: packer.rows, columns: packer.take(), rejected: [], place: { rejectedLine, ...last } };
    packer = new RowPacker(sizes.batchRows);
    copiers = [];
    characters = 0;
    return batch;
  };
  for (let visit = 0, from = 0; visit < visits.length; visit += 1) {
    const to = ends[visit] ?? 0;
    if (packer.rows > 0 && packer.rows + to - from > sizes.batchRows) yield take();
    for (let i = from; i < to; i += 1) {
      if (packer.rows === sizes.batchRows) yield take();
      const at = chunkOf[i] ?? 0;
      const chunk = chunks[at];
      if (!chunk) throw new Error(`There is no chunk ${at}.`);
      copiers[at] ??= packer.copierOf(chunk.columns);
      copiers[at]?.(rowOf[i] ?? 0);
      characters += chunk.characters / chunk.columns.rows;
      last = { visit: visits[visit] ?? "", visitLine: chunk.columns.line[rowOf[i] ?? 0] ?? 0 };
    }
    if (characters >= sizes.batchCharacters) yield take();
    from = to;
  }
  if (packer.rows > 0) yield take();
}

interface RowsByVisit {
  /** Ascending. */
  readonly visits: readonly string[];
  /** The rows of a visit are those before its end and behind the end before, by chunk and row there. */
  readonly ends: Int32Array;
  readonly chunkOf: Int32Array;
  readonly rowOf: Int32Array;
}

function rowsByVisit(chunks: readonly SpilledChunk[]): RowsByVisit {
  const counts = new Map<string, number>();
  for (const { columns } of chunks) {
    const own = visitCounts(columns);
    for (let visit = 0; visit < own.length; visit += 1) {
      const id = visitIdAt(columns, visit);
      counts.set(id, (counts.get(id) ?? 0) + (own[visit] ?? 0));
    }
  }
  const visits = [...counts.keys()].sort();
  const places = new Map<string, number>();
  const ends = new Int32Array(visits.length);
  let rows = 0;
  for (const [place, id] of visits.entries()) {
    places.set(id, place);
    ends[place] = rows;
    rows += counts.get(id) ?? 0;
  }
  const chunkOf = new Int32Array(rows);
  const rowOf = new Int32Array(rows);
  for (const [at, { columns }] of chunks.entries()) {
    const placeOf = Int32Array.from(columns.visitEnds, (_, visit) => places.get(visitIdAt(columns, visit)) ?? 0);
    for (let row = 0; row < columns.rows; row += 1) {
      const place = placeOf[columns.visit[row] ?? 0] ?? 0;
      const to = ends[place] ?? 0;
      chunkOf[to] = at;
      rowOf[to] = row;
      ends[place] = to + 1;
    }
  }
  return { visits, ends, chunkOf, rowOf };
}

function visitCounts(columns: RowColumns): Int32Array {
  const counts = new Int32Array(columns.visitEnds.length);
  for (let row = 0; row < columns.rows; row += 1) {
    const visit = columns.visit[row] ?? 0;
    counts[visit] = (counts[visit] ?? 0) + 1;
  }
  return counts;
}
