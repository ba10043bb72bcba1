"use client";

import Link from "next/link";
import { SidesText } from "#components/beside/sides-text.tsx";
import type { Words } from "#components/charts/words.ts";
import { formatCount } from "#components/format.ts";
import { ChangeCell } from "#components/moments/change-cell.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ShareText } from "#components/ui/share-text.tsx";
import { type CurvePoint, netText, type Station } from "./prepare.ts";
import { BalanceLine, StationCurve, type StationCurveProps } from "./station-curve.tsx";

export interface StationWords {
  /** Bound to the namespace `map`. */
  readonly words: Words;
  readonly charts: Words;
  /** Bound to `moments`. */
  readonly moments: Words;
}

/** The station's name, which opens its moment. */
export function StationName({ station, href }: { readonly station: Station; readonly href: string }) {
  return (
    <Link href={href} className="hyphens-auto font-semibold text-accent underline-offset-2 hover:underline">
      <span className="font-normal text-ink-faint">{station.place}. </span>
      {station.name}
    </Link>
  );
}

interface CurveCellProps extends Pick<StationCurveProps, "low" | "high" | "runs"> {
  readonly station: Station;
  readonly before: Station | undefined;
  readonly after: Station | undefined;
  readonly words: Words;
  readonly className: string;
}

/** The curve at a station, of all customers or of either side, and the same in words. */
export function CurveCell({ station, before, after, low, high, runs, words, className }: CurveCellProps) {
  const { t, locale } = words;
  const { point, sides } = station;
  const sentence =
    point === null
      ? null
      : t("netAt", {
          moment: station.name,
          net: netText(point.value, locale),
          low: netText(point.low, locale),
          high: netText(point.high, locale),
        });
  const common = { low, high, runs };
  const place = (value: number) => ((value - low) / (high - low)) * 100;
  return (
    <div className={classNames("relative", className)}>
      <BalanceLine {...common} />
      {sides === null ? (
        <StationCurve {...common} before={before?.point ?? null} here={point} after={after?.point ?? null} tone="all" />
      ) : (
        (["others", "priority"] as const).map((side) => (
          <StationCurve
            key={side}
            {...common}
            before={before?.sides?.points[side] ?? null}
            here={sides.points[side]}
            after={after?.sides?.points[side] ?? null}
            tone={side}
          />
        ))
      )}
      {point === null ? null : <span className="sr-only">{sentence}</span>}
      {sides === null && point !== null ? <NetLabel point={point} place={place} runs={runs} text={netText(point.value, locale)} /> : null}
      {point === null && sides === null ? (
        <span
          aria-hidden="true"
          style={runs === "across" ? { bottom: `${place(0)}%`, left: "50%" } : { left: `${place(0)}%`, top: "50%" }}
          className={classNames(
            "absolute size-3 -translate-x-1/2 rounded-full border-2 border-dashed border-ink-faint bg-surface",
            runs === "across" ? "translate-y-1/2" : "-translate-y-1/2",
          )}
        />
      ) : null}
    </div>
  );
}

interface NetLabelProps {
  readonly point: CurvePoint;
  readonly place: (value: number) => number;
  readonly runs: StationCurveProps["runs"];
  readonly text: string;
}

/** The point's figure: above it, or on the side where a curve that runs down leaves room. */
function NetLabel({ point, place, runs, text }: NetLabelProps) {
  const right = place(point.value) < 50;
  const style =
    runs === "across"
      ? { bottom: `${place(point.high)}%`, left: "50%" }
      : { top: "50%", ...(right ? { left: `${place(point.high)}%` } : { right: `${100 - place(point.low)}%` }) };
  return (
    <span
      aria-hidden="true"
      style={style}
      className={classNames(
        "numeric absolute text-xs font-medium",
        runs === "across" ? "mb-1.5 -translate-x-1/2" : "-translate-y-1/2",
        runs === "down" && (right ? "ml-2" : "mr-2"),
      )}
    >
      {text}
    </span>
  );
}

/** Satisfaction with interval and n, or of either side; or that nobody rates the moment. */
export function StationScore({
  station,
  words,
  marked = false,
}: {
  readonly station: Station;
  readonly words: Words;
  readonly marked?: boolean;
}) {
  const { t } = words;
  if (station.measured !== "yes") {
    return <p className="text-xs text-ink-soft">{t(station.measured === "no" ? "notMeasured" : "notMet")}</p>;
  }
  return station.sides === null ? <ShareText share={station.satisfaction} /> : <SidesText sides={station.sides} marked={marked} />;
}

/** The change, briefly: below the map stands how each clear one splits, and how small a change would have shown. */
export function StationChange({ station, moments }: { readonly station: Station; readonly moments: Words }) {
  return station.change === null ? null : <ChangeCell change={station.change} t={moments.t} brief />;
}

export interface StationVolumeProps {
  readonly station: Station;
  readonly words: Words;
  /** Says what the number counts; else a legend does. */
  readonly named?: boolean;
}

/** Contacts, against those of the busiest station. */
export function StationVolume({ station, words: { t, locale }, named = false }: StationVolumeProps) {
  return (
    <div className="grid gap-0.5">
      <span aria-hidden="true" className="block h-1.5 w-full rounded-xs bg-sunken">
        <span style={{ width: `${station.volume * 100}%` }} className="block h-full rounded-xs bg-standard" />
      </span>
      <span className="numeric text-xs text-ink-soft">
        {named ? null : <span aria-hidden="true">{formatCount(station.touched, locale)}</span>}
        <span className={named ? undefined : "sr-only"}>{t("contactCount", { count: station.touched })}</span>
      </span>
    </div>
  );
}

export function StationChannels({ station, words: { t } }: { readonly station: Station; readonly words: Words }) {
  if (station.channels.length === 0) return null;
  return (
    <p className="text-xs text-ink-soft">
      <span className="sr-only">{t("channels")}: </span>
      {station.channels.join(" · ")}
    </p>
  );
}
