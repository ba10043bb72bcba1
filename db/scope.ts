/**
 * What a caller may read. Every read takes a scope first, and only auth/scope.ts, the command line, the benchmark, the report worker
 * and tests may make one.
 */
declare const scopeBrand: unique symbol;

export interface ScopeGrant {
  /** Keys of journeys, or all. */
  readonly journeys: "all" | readonly string[];
  /** Keys of teams whose touches may be counted, or all. */
  readonly teams: "all" | readonly string[];
  /** Whether small numbers are shown, or hidden as the privacy rule says. */
  readonly small: "shown" | "hidden";
  readonly comments: boolean;
  readonly visits: boolean;
}

export interface Scope extends ScopeGrant {
  readonly [scopeBrand]: true;
}

/** Makes a scope. The grant says who may see what; making one is for those named above. */
export function makeScope(grant: ScopeGrant): Scope {
  return { ...grant } as Scope;
}

/** The operator's own scope: everything. */
export function operatorScope(): Scope {
  return makeScope({ journeys: "all", teams: "all", small: "shown", comments: true, visits: true });
}

export function mayReadJourney(scope: Scope, key: string): boolean {
  return scope.journeys === "all" || scope.journeys.includes(key);
}
