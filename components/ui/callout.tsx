import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export interface CalloutProps {
  readonly tone?: "note" | "warning";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** "alert" for something that has just gone wrong; default none. */
  readonly role?: "alert" | "status";
  readonly className?: string;
}

/** A remark that stands out: a note, or a warning. The icon differs as well as the colour. */
export function Callout({ tone = "note", title, children, actions, role, className }: CalloutProps) {
  const Icon = tone === "warning" ? CircleAlert : Info;
  return (
    <div
      {...(role ? { role } : {})}
      className={classNames(
        "flex gap-3 rounded-control border-l-4 px-3 py-2.5 text-sm",
        tone === "warning" ? "border-minus bg-minus-soft" : "border-accent bg-accent-soft",
        className,
      )}
    >
      <Icon aria-hidden="true" className={classNames("mt-0.5 size-4 shrink-0", tone === "warning" ? "text-minus-ink" : "text-accent")} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
