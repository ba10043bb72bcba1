"use client";

import { useMemo, useState } from "react";
import { replaceAddress, useAddress } from "#components/filters/address.ts";
import type { Problem } from "#domain/problem.ts";
import { NO_SCENARIO, readScenario, type Scenario, writeScenario } from "./scenario.ts";

export interface ScenarioState {
  readonly scenario: Scenario;
  /** The address has a scenario that cannot be read. */
  readonly problem: Problem | null;
  /** Shows a change at once, without the address: while a slider is held. */
  readonly try: (next: Scenario) => void;
  /** Puts what is shown into the address. */
  readonly keep: () => void;
  readonly set: (next: Scenario) => void;
}

/** The what-if of the address; while a slider is held, that of the slider. */
export function useScenario(): ScenarioState {
  const address = useAddress();
  const read = useMemo(() => readScenario(address), [address]);
  const [held, setHeld] = useState<Scenario | null>(null);
  const set = (next: Scenario) => {
    setHeld(null);
    replaceAddress((query) => writeScenario(next, query));
  };
  return {
    scenario: held ?? (read.ok ? read.value : NO_SCENARIO),
    problem: read.ok ? null : read.problem,
    try: setHeld,
    keep: () => {
      if (held !== null) set(held);
    },
    set,
  };
}
