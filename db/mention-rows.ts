/** The side tables `mentions` and `comment_tags`: from a visit's record to their rows and back. */
import type { CommentTag, MomentFactors } from "#domain/mentions.ts";
import type { TouchRecord, TouchVersion, VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";
import { SIDES } from "./touch-bytes.ts";

interface MentionRow {
  seq: number;
  version: number;
  factorId: number;
  momentId: number;
}

type TagRow = CommentTag & { readonly seq: number };

/** What the two tables know of one visit, put where it belongs. */
export interface Mentioned {
  /** The visit with what was said of it as a whole. */
  record(visit: VisitRecord): VisitRecord;
  /** The touch, at its place in the visit's touches from 1, with what is known of it. */
  touch(seq: number, touch: TouchRecord): TouchRecord;
}

const NOTHING: Mentioned = { record: (visit) => visit, touch: (_, touch) => touch };

export class MentionReader {
  readonly #mentions;
  readonly #tags;

  constructor(driver: Driver) {
    this.#mentions = driver.prepare<[number], MentionRow>(
      `select m.seq, m.version, m.factor_id as factorId, f.moment_id as momentId from mentions m join factors f on f.id = m.factor_id
       where m.visit_id = ? order by m.seq, m.version, f.moment_id, m.factor_id`,
    );
    this.#tags = driver.prepare<[number], TagRow>(
      `select t.seq, t.factor_id as factorId, f.moment_id as momentId, t.text, t.actor, t.at from comment_tags t
       join factors f on f.id = t.factor_id where t.visit_id = ? order by t.seq, t.factor_id`,
    );
  }

  /** `sides`: the sum of `SIDES` that the visit was stored with. */
  load(visitId: number, sides: number): Mentioned {
    if ((sides & (SIDES.mentions | SIDES.tags)) === 0) return NOTHING;
    const mentions = Map.groupBy(sides & SIDES.mentions ? this.#mentions.all(visitId) : [], (row) => row.seq);
    const tags = Map.groupBy(sides & SIDES.tags ? this.#tags.all(visitId) : [], (row) => row.seq);
    const tagsOf = (seq: number) => tags.get(seq)?.map(({ seq: _, ...tag }) => tag);
    return {
      record(visit) {
        const own = tagsOf(0);
        const byClaim = Map.groupBy(mentions.get(0) ?? [], (row) => row.version);
        const claims = visit.claims.map((claim, n) => {
          const rows = byClaim.get(n);
          return rows ? { ...claim, mentions: byMoment(rows) } : claim;
        });
        return { ...visit, claims, ...(own && { tags: own }) };
      },
      touch(seq, touch) {
        const own = tagsOf(seq);
        const byVersion = Map.groupBy(mentions.get(seq) ?? [], (row) => row.version);
        const withFactors = (version: TouchVersion, place: number): TouchVersion => {
          const factors = byVersion.get(place)?.map((row) => row.factorId);
          return factors ? { ...version, factors } : version;
        };
        const history = touch.history.map((past, i) => withFactors(past, i + 1));
        return { ...touch, live: withFactors(touch.live, 0), history, ...(own && { tags: own }) };
      },
    };
  }
}

function byMoment(rows: readonly MentionRow[]): MomentFactors[] {
  return [...Map.groupBy(rows, (row) => row.momentId)].map(([momentId, mine]) => ({
    momentId,
    factorIds: mine.map((row) => row.factorId),
  }));
}

export class MentionWriter {
  readonly #putMention;
  readonly #putTag;

  constructor(driver: Driver) {
    this.#putMention = driver.prepare("insert into mentions (visit_id, seq, version, factor_id) values (?, ?, ?, ?)");
    this.#putTag = driver.prepare("insert into comment_tags (visit_id, seq, factor_id, text, actor, at) values (?, ?, ?, ?, ?, ?)");
  }

  /** Writes what a visit's record has for the two tables; gives the sum of `SIDES`. */
  save(visitId: number, record: VisitRecord): number {
    let sides = this.#saveTags(visitId, 0, record.tags);
    record.claims.forEach((claim, n) => {
      for (const { factorIds } of claim.mentions ?? []) sides |= this.#saveFactors(visitId, 0, n, factorIds);
    });
    for (let i = 0; i < record.touches.length; i += 1) {
      const touch = record.touches[i];
      if (touch === undefined) continue;
      const { live, history, tags } = touch;
      if (live.factors !== undefined) sides |= this.#saveFactors(visitId, i + 1, 0, live.factors);
      history.forEach((past, version) => {
        sides |= this.#saveFactors(visitId, i + 1, version + 1, past.factors);
      });
      sides |= this.#saveTags(visitId, i + 1, tags);
    }
    return sides;
  }

  #saveFactors(visitId: number, seq: number, version: number, factors: readonly number[] | undefined): number {
    if (factors === undefined) return 0;
    for (const factorId of factors) this.#putMention.run(visitId, seq, version, factorId);
    return SIDES.mentions;
  }

  #saveTags(visitId: number, seq: number, tags: readonly CommentTag[] | undefined): number {
    if (tags === undefined || tags.length === 0) return 0;
    for (const { factorId, text, actor, at } of tags) this.#putTag.run(visitId, seq, factorId, text, actor, at);
    return SIDES.tags;
  }
}
