"use client";

import { X } from "lucide-react";
import Link from "next/link";
import type { Words } from "#components/charts/words.ts";
import { Badge, type BadgeTone } from "#components/ui/badge.tsx";
import type { FactorPlace } from "#domain/factor.ts";
import type { Zone } from "#domain/journey.ts";
import type { CommentRow, TagChoice } from "./prepare.ts";
import { TagMenu } from "./tag-menu.tsx";

export interface CommentItemProps {
  readonly row: CommentRow;
  readonly words: Words;
  /** What it can be tagged with; null where the viewer may not tag. */
  readonly choices: readonly TagChoice[] | null;
  /** The visit's page; null where the viewer may not open visits. */
  readonly visit: string | null;
  /** Keys of the factors that it is tagged with, those on their way included. */
  readonly chosen: readonly string[];
  readonly toggle: (row: CommentRow, factor: string, on: boolean) => void;
}

const ZONE_TONES: Readonly<Record<Zone, BadgeTone>> = { minus: "minus", standard: "neutral", plus: "plus" };

function toneOf(column: FactorPlace | null): BadgeTone {
  return column === "plus" || column === "minus" ? column : column === "standard" ? "neutral" : "outline";
}

/** One comment: when and of whom, its rating, its words, and the factors that it mentions. */
export function CommentItem({ row, words, choices, visit, chosen, toggle }: CommentItemProps) {
  const { t } = words;
  const text = row.pieces.map((piece) => piece.text).join("");
  // What the source said is mentioned already.
  const offered = (choices ?? []).filter(({ factor }) => !row.mentions.some((mention) => mention.factor === factor));
  const about = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return (
    <li className="keep-whole grid gap-1 border-t border-line py-2.5 first:border-t-0">
      <p className="numeric flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
        {visit === null ? (
          <span>{row.when}</span>
        ) : (
          <Link href={visit} prefetch={false} className="text-accent underline-offset-2 hover:underline">
            {row.when}
            <span className="sr-only"> {t("openVisit")}</span>
          </Link>
        )}
        <span>{row.details.join(" · ")}</span>
        {row.rating === null || row.zone === null ? null : <Badge tone={ZONE_TONES[row.zone]}>{row.rating}</Badge>}
      </p>
      <p className="max-w-prose text-sm">
        {row.pieces.map((piece) =>
          piece.found ? (
            <mark key={piece.at} className="rounded-xs bg-accent-soft text-ink underline decoration-accent">
              {piece.text}
            </mark>
          ) : (
            <span key={piece.at}>{piece.text}</span>
          ),
        )}
      </p>
      <div className="flex flex-wrap items-center gap-1.5">
        {row.mentions.map(({ factor, text: name, column }) => (
          <Badge key={factor} tone={toneOf(column)} title={t("fromSource")} className="whitespace-normal">
            {name}
          </Badge>
        ))}
        {row.tags.map(({ factor, text: name, column, by }) => (
          <Badge key={`tag ${factor}`} tone={toneOf(column)} title={by} className="whitespace-normal">
            {name}
            <span className="sr-only"> {by}</span>
            {choices === null ? null : (
              <button
                type="button"
                aria-label={t("untag", { text: name })}
                onClick={() => toggle(row, factor, false)}
                className="no-print -mr-1 inline-flex size-6 items-center justify-center rounded-full hover:bg-hover"
              >
                <X aria-hidden="true" className="size-3.5" />
              </button>
            )}
          </Badge>
        ))}
        {offered.length === 0 ? null : (
          <TagMenu choices={offered} chosen={chosen} about={about} words={words} toggle={(factor, on) => toggle(row, factor, on)} />
        )}
      </div>
    </li>
  );
}
