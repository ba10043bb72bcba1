"use client";

import Link from "next/link";
import { type CSSProperties, type KeyboardEvent, useRef } from "react";
import { classNames } from "#components/ui/class-names.ts";
import type { VisitOutcome } from "#domain/visit-documents.ts";
import { FILLS, Legend, type LegendMark } from "../legend.tsx";
import type { Words } from "../words.ts";
import { nextPlace } from "./next-place.ts";
import type { DrawnKind, FunnelBar, FunnelPicture, FunnelSegment } from "./prepare.ts";

export interface FunnelStepsProps {
  readonly picture: FunnelPicture;
  /** Bound to the namespace `charts`. */
  readonly words: Words;
  /** Address of the visits behind a part of a bar; null where the viewer may not open visits. */
  readonly linkTo: ((moment: string, outcome: VisitOutcome) => string) | null;
  /** Address of a moment's page. */
  readonly momentTo: (moment: string) => string;
}

const FILL: Record<DrawnKind, string> = { ...FILLS, brokenHere: FILLS.broken };
const MARK: Record<DrawnKind, LegendMark> = {
  flawless: "flawless",
  broken: "broken",
  brokenHere: "broken",
  earlier: "earlier",
  unknown: "unknown",
};

/** From this many steps on, columns need a wider page. */
const MANY_STEPS = 10;

/** Rows in a narrow container, columns in a wide one; the two sets differ in what is wide. Written out for the style sheet. */
interface Layout {
  readonly list: string;
  readonly step: string;
  /** The count above a column. */
  readonly above: string;
  /** The count beside a row's name. */
  readonly beside: string;
  readonly track: string;
  readonly stack: string;
  readonly part: string;
  readonly text: string;
  readonly name: string;
  readonly rates: string;
}

const FEW: Layout = {
  list: "@3xl:grid-cols-[repeat(var(--steps),minmax(0,1fr))] @3xl:gap-2",
  step: "@3xl:grid-rows-[auto_14rem_auto]",
  above: "@max-3xl:hidden",
  beside: "@3xl:hidden",
  track: "@3xl:h-full",
  stack: "@3xl:flex-col-reverse",
  part: "h-full w-(--part) @3xl:h-(--part) @3xl:w-full",
  text: "@max-3xl:order-first @3xl:text-center",
  name: "@3xl:hyphens-auto",
  rates: "@max-3xl:flex @max-3xl:gap-x-3",
};

const MANY: Layout = {
  list: "@5xl:grid-cols-[repeat(var(--steps),minmax(0,1fr))] @5xl:gap-1.5",
  step: "@5xl:grid-rows-[auto_14rem_auto]",
  above: "@max-5xl:hidden",
  beside: "@5xl:hidden",
  track: "@5xl:h-full",
  stack: "@5xl:flex-col-reverse",
  part: "h-full w-(--part) @5xl:h-(--part) @5xl:w-full",
  text: "@max-5xl:order-first @5xl:text-center",
  name: "@5xl:hyphens-auto @5xl:text-xs @5xl:tracking-tight",
  rates: "@max-5xl:flex @max-5xl:gap-x-3",
};

/**
 * One bar a step. Drawn in HTML: the bars are links, the text is text, paper and phone get the same picture. Columns where there is room
 * for them, rows where there is not. Arrow keys move between the links, of which one at a time is in the tab order.
 */
export function FunnelSteps({ picture, words, linkTo, momentTo }: FunnelStepsProps) {
  const list = useRef<HTMLOListElement>(null);
  const { t } = words;
  const layout = picture.bars.length < MANY_STEPS ? FEW : MANY;
  const onKeyDown = (event: KeyboardEvent) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("a[data-bar]") ?? [])];
    const from = links.findIndex((link) => link.matches(":focus"));
    // On a moment's name the arrow keys scroll the page, as on any link.
    if (from < 0) return;
    const next = nextPlace(from, links.length, event.key);
    const target = next === null ? undefined : links[next];
    if (target === undefined) return;
    event.preventDefault();
    for (const link of links) link.tabIndex = link === target ? 0 : -1;
    target.focus();
  };
  const firstLink = linkTo === null ? null : picture.bars.find((bar) => [...bar.segments, bar.loss].some((one) => one?.outcome));
  return (
    <div className="@container">
      <Legend
        items={[
          ...picture.kinds.map((kind) => ({ mark: MARK[kind], text: t(`segment.${kind}`) })),
          ...(picture.hasBefore ? [{ mark: "outline", text: t("previousPeriod") } as const] : []),
        ]}
      />
      <ol
        ref={list}
        onKeyDown={onKeyDown}
        className={classNames("grid gap-3", layout.list)}
        style={{ "--steps": picture.bars.length } as CSSProperties}
      >
        {picture.bars.map((bar) => (
          <Step
            key={bar.key}
            bar={bar}
            max={picture.max}
            linkTo={linkTo}
            momentTo={momentTo}
            inTabOrder={bar === firstLink}
            layout={layout}
          />
        ))}
      </ol>
      {linkTo === null ? null : <p className="no-print mt-2 text-xs text-ink-faint">{t("keyboard")}</p>}
    </div>
  );
}

interface StepProps {
  readonly bar: FunnelBar;
  readonly max: number;
  readonly linkTo: FunnelStepsProps["linkTo"];
  readonly momentTo: FunnelStepsProps["momentTo"];
  readonly inTabOrder: boolean;
  readonly layout: Layout;
}

function Step({ bar, max, linkTo, momentTo, inTabOrder, layout }: StepProps) {
  const part = (value: number) => ({ "--part": `${(100 * value) / max}%` }) as CSSProperties;
  const firstLinked = bar.segments.find((one) => one.outcome !== null) ?? bar.loss;
  return (
    <li className={classNames("keep-whole grid min-w-0 content-start gap-1", layout.step)}>
      <p aria-hidden="true" className={classNames("numeric text-center text-sm font-semibold", layout.above)}>
        {bar.totalLabel}
      </p>
      <div className={classNames("relative h-6 rounded-xs bg-sunken", layout.track, bar.weak && "opacity-55 grayscale")}>
        {bar.before === null ? null : (
          <span
            aria-hidden="true"
            style={part(bar.before)}
            className={classNames("pointer-events-none absolute bottom-0 left-0 z-10 border-2 border-dashed border-ink-soft", layout.part)}
          />
        )}
        <div className={classNames("absolute inset-0 flex items-stretch", layout.stack)}>
          {bar.segments.map((one) => (
            <Part
              key={one.kind}
              one={one}
              moment={bar.key}
              linkTo={linkTo}
              inTabOrder={inTabOrder && one === firstLinked}
              style={part(one.value)}
              className={classNames(FILL[one.kind], layout.part)}
            />
          ))}
        </div>
      </div>
      <div className={classNames("numeric min-w-0 text-xs text-ink-soft", layout.text)}>
        <p className={classNames("flex flex-wrap justify-between gap-x-2 text-sm font-medium leading-snug text-ink", layout.name)}>
          <span className="min-w-0 flex-1">
            <span className="text-ink-faint">{bar.place}. </span>
            <Link
              href={momentTo(bar.key)}
              prefetch={false}
              className="decoration-line-strong underline-offset-2 hover:text-accent hover:underline"
            >
              {bar.label}
            </Link>
          </span>
          <span className={classNames("font-semibold", layout.beside)}>{bar.totalLabel}</span>
        </p>
        <p className={layout.rates}>
          {bar.rates.map((rate) => (
            <span key={rate} className="block">
              {rate}
            </span>
          ))}
        </p>
        {bar.loss === null ? null : (
          <p className="font-medium text-minus-ink">
            <Loss bar={bar} loss={bar.loss} linkTo={linkTo} inTabOrder={inTabOrder && bar.loss === firstLinked} />
          </p>
        )}
      </div>
    </li>
  );
}

interface PartProps {
  readonly one: FunnelSegment;
  readonly moment: string;
  readonly linkTo: FunnelStepsProps["linkTo"];
  readonly inTabOrder: boolean;
  readonly style: CSSProperties;
  readonly className: string;
}

function Part({ one, moment, linkTo, inTabOrder, style, className }: PartProps) {
  if (linkTo === null || one.outcome === null || one.value === 0) {
    return (
      <span style={style} title={one.sentence} className={classNames("shrink-0", className)}>
        <span className="sr-only">{one.sentence}</span>
      </span>
    );
  }
  return (
    <Link
      data-bar
      href={linkTo(moment, one.outcome)}
      prefetch={false}
      tabIndex={inTabOrder ? 0 : -1}
      aria-label={one.sentence}
      title={one.sentence}
      style={style}
      className={classNames("shrink-0 hover:brightness-110 focus-visible:z-20", className)}
    />
  );
}

function Loss({
  bar,
  loss,
  linkTo,
  inTabOrder,
}: { readonly bar: FunnelBar; readonly loss: FunnelSegment } & Pick<StepProps, "linkTo" | "inTabOrder">) {
  if (linkTo === null || loss.outcome === null) return <span title={loss.sentence}>{bar.lossLabel}</span>;
  return (
    <Link
      data-bar
      href={linkTo(bar.key, loss.outcome)}
      prefetch={false}
      tabIndex={inTabOrder ? 0 : -1}
      title={loss.sentence}
      className="underline decoration-dotted underline-offset-2 hover:decoration-solid"
    >
      {bar.lossLabel}
      <span className="sr-only"> {loss.sentence}</span>
    </Link>
  );
}
