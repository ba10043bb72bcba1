import type { ReactNode } from "react";

export interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** Why there is nothing, and what to do next. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** Nothing to show: says why, and what to do next. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-4 py-10 text-center">
      {icon ? (
        <div aria-hidden="true" className="mb-1 text-ink-faint [&_svg]:size-8">
          {icon}
        </div>
      ) : null}
      <p className="text-base font-semibold">{title}</p>
      {children ? <div className="text-sm text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
