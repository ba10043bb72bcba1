import { classNames } from "./class-names.ts";

/** The place of something that is still loading. Silent: say "loading" once, beside it. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={classNames("animate-pulse rounded-control bg-standard-soft", className)} />;
}
