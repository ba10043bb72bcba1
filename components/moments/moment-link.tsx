"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useFilter } from "#components/filters/use-filter.ts";
import { momentPath } from "#components/shell/places.ts";

export interface MomentLinkProps {
  readonly journey: string;
  /** The moment's key. */
  readonly moment: string;
  readonly children: ReactNode;
}

/** A moment's name that leads to its page, under the filter of this one. */
export function MomentLink({ journey, moment, children }: MomentLinkProps) {
  const asked = useFilter();
  return (
    <Link
      href={momentPath(journey, moment, asked)}
      prefetch={false}
      className="decoration-line-strong underline-offset-2 hover:text-accent hover:underline"
    >
      {children}
    </Link>
  );
}
