import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** A panel. Never cut by a page break. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={classNames("card min-w-0 rounded-card border border-line bg-surface p-4 sm:p-5 print:border-line print:p-3", className)}
      {...rest}
    />
  );
}

export interface CardHeaderProps {
  readonly title: ReactNode;
  /** Heading level; default 2. */
  readonly level?: 2 | 3;
  /** For aria-labelledby. */
  readonly id?: string;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
}

export function CardHeader({ title, level = 2, id, description, actions }: CardHeaderProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <header className="mb-3 flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-64">
        <Heading id={id} className="text-base font-semibold leading-snug">
          {title}
        </Heading>
        {description ? <p className="mt-0.5 text-sm text-ink-soft">{description}</p> : null}
      </div>
      {actions ? <div className="no-print flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
