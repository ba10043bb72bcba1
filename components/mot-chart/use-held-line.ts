"use client";

import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Words } from "#components/charts/words.ts";
import type { ChartFactor } from "#domain/chart-documents.ts";
import { type Direction, type LinePlace, nextPlace, placeOfFactor, withEdit } from "./pending.ts";

interface Held {
  readonly factor: string;
  readonly text: string;
  readonly from: LinePlace;
  readonly to: LinePlace;
}

export interface HeldLine {
  readonly held: string | null;
  /** The factors with the line where the keyboard has carried it. */
  readonly factors: readonly ChartFactor[];
  readonly onKey: (line: { readonly key: string; readonly text: string }, event: KeyboardEvent) => void;
  readonly letGo: () => void;
  /** Puts the focus on a line's handle once it stands where it was moved to. */
  readonly focus: (factor: string) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/**
 * Moving a line by the keyboard: Space or Enter on its handle picks it up, arrow keys carry it, Space or Enter puts it down (one edit,
 * however far it went), Escape puts it back. Every step is said.
 */
export function useHeldLine(
  factors: readonly ChartFactor[],
  board: RefObject<HTMLElement | null>,
  {
    words,
    move,
    say,
  }: { readonly words: Words; readonly move: (factor: string, to: LinePlace) => void; readonly say: (text: string) => void },
): HeldLine {
  const { t } = words;
  const [held, setHeld] = useState<Held | null>(null);
  const wanted = useRef<string | null>(null);
  const carried = held === null ? factors : withEdit(factors, { kind: "move", factor: held.factor, ...held.to });

  // A line that changes its column is drawn anew there: the focus goes along.
  useEffect(() => {
    if (wanted.current === null) return;
    const handle = board.current?.querySelector<HTMLElement>(`[data-handle="${CSS.escape(wanted.current)}"]`);
    if (handle && document.activeElement !== handle) handle.focus();
    if (held === null) wanted.current = null;
  });

  const letGo = () => {
    setHeld(null);
    wanted.current = null;
  };

  const focus = (factor: string) => {
    wanted.current = factor;
  };

  const onKey: HeldLine["onKey"] = ({ key, text }, event) => {
    const column = ({ place }: LinePlace) => t(`column.${place}`);
    const own = held?.factor === key ? held : null;
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      if (own === null) {
        const from = placeOfFactor(factors, key);
        if (from === null) return;
        setHeld({ factor: key, text, from, to: from });
        wanted.current = key;
        say(t("said.held", { text, column: column(from), place: from.at + 1 }));
        return;
      }
      setHeld(null);
      if (own.to.place === own.from.place && own.to.at === own.from.at) say(t("said.back", { text }));
      else move(key, own.to);
      return;
    }
    if (own === null) return;
    if (event.key === "Escape" || event.key === "Tab") {
      letGo();
      say(t("said.back", { text }));
      if (event.key === "Escape") event.preventDefault();
      return;
    }
    const direction = ARROWS[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    const to = nextPlace(factors, key, own.to, direction);
    setHeld({ ...own, to });
    say(t(to.place === own.to.place && to.at === own.to.at ? "said.edge" : "said.at", { text, column: column(to), place: to.at + 1 }));
  };

  return { held: held?.factor ?? null, factors: carried, onKey, letGo, focus };
}
