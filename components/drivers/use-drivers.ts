"use client";

import { useQuery } from "@tanstack/react-query";
import { useAddress } from "#components/filters/address.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { reportQuery } from "#components/queries.ts";
import { formatFilter } from "#domain/filter-codec.ts";

/** The filter's text with one more parameter taken over from the address, where it stands there. */
function withParameter(search: string, address: string, name: "outcome" | "target"): string {
  const value = new URLSearchParams(address).get(name);
  if (value === null) return search;
  return `${search === "" ? "" : `${search}&`}${name}=${encodeURIComponent(value)}`;
}

/** The question of this page: nothing on it looks at another period, or at buckets of time. */
export function useDriverSearch(): string {
  const { filter } = useFilter();
  return formatFilter({ ...filter, compare: null, grain: null });
}

export function useGainsSearch(): string {
  return withParameter(useDriverSearch(), useAddress(), "target");
}

export function useOutcomeSearch(): string {
  return withParameter(useDriverSearch(), useAddress(), "outcome");
}

/** What goes with the outcome that the address names; the journey's first where it names none. */
export function useDrivers(journey: string) {
  return useQuery(reportQuery("drivers", journey, useOutcomeSearch()));
}

export function useGains(journey: string) {
  return useQuery(reportQuery("fix-first", journey, useGainsSearch()));
}
