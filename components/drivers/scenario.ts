/** What a what-if is in the address: its name, and what is done to which moments. Pure. */
import { badParameter, ok, type Result } from "#domain/problem.ts";
import type { MomentChange } from "#domain/what-if.ts";

export interface Scenario {
  /** Empty: it has none. */
  readonly name: string;
  /** One a moment, in the order of their keys. */
  readonly changes: readonly MomentChange[];
}

export const NO_SCENARIO: Scenario = { name: "", changes: [] };

const LONGEST_NAME = 100;
/** Shares in the address are whole thousandths. */
const STEPS = 1000;

/** Reads `scenario` (a name) and `lift`, each a share in percent or `gone`, a colon and the moment's key: `3.5:pay`, `gone:call`. */
export function readScenario(query: string): Result<Scenario> {
  const params = new URLSearchParams(query);
  const [name = "", second] = params.getAll("scenario");
  if (second !== undefined) return badParameter("scenario", second, "is given more than once.");
  if (name.length > LONGEST_NAME) return badParameter("scenario", name, `has more than ${LONGEST_NAME} characters.`);
  const changes = new Map<string, MomentChange>();
  for (const text of params.getAll("lift")) {
    const change = readChange(text);
    if (change === null) return badParameter("lift", text, `"${text}" is not a share from 0 to 100 or "gone", a colon and a moment.`);
    if (changes.has(change.moment)) return badParameter("lift", text, "names a moment that another one names.");
    changes.set(change.moment, change);
  }
  return ok({ name, changes: inOrder([...changes.values()]) });
}

function readChange(text: string): MomentChange | null {
  const [, value = "", moment = ""] = /^(gone|\d{1,3}(?:\.\d)?):(.+)$/s.exec(text) ?? [];
  if (moment === "") return null;
  if (value === "gone") return { moment, removed: true };
  const hazard = Math.round(Number(value) * 10) / STEPS;
  return hazard <= 1 ? { moment, hazard } : null;
}

/** The query with this scenario in the place of its own; everything else in it stays. */
export function writeScenario(scenario: Scenario, query: string): string {
  const params = new URLSearchParams([...new URLSearchParams(query)].filter(([name]) => name !== "scenario" && name !== "lift"));
  for (const change of inOrder(scenario.changes))
    params.append("lift", `${"removed" in change ? "gone" : percent(change.hazard)}:${change.moment}`);
  if (scenario.name !== "") params.append("scenario", scenario.name);
  return params.toString();
}

function percent(hazard: number): string {
  return String(Math.round(hazard * STEPS) / 10);
}

/** The scenario with a moment's change put in, or with null taken out. */
export function withChange(scenario: Scenario, moment: string, change: MomentChange | null): Scenario {
  const others = scenario.changes.filter((one) => one.moment !== moment);
  return { ...scenario, changes: inOrder(change === null ? others : [...others, change]) };
}

function inOrder(changes: readonly MomentChange[]): MomentChange[] {
  return changes.toSorted((a, b) => (a.moment < b.moment ? -1 : a.moment > b.moment ? 1 : 0));
}
