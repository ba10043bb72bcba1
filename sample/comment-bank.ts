import type { Zone } from "#domain/journey.ts";
import type { MomentKey } from "./moments.ts";

export type Language = "ko" | "en";
export type Phrases = Readonly<Record<Language, readonly string[]>>;
/** What is said at which moment, by the zone of the rating. */
export type CommentBank = Partial<Readonly<Record<MomentKey, Readonly<Record<Zone, Phrases>>>>>;
