"use client";

import { FailureNotice, type FailureProps } from "#components/shell/failure-notice.tsx";

/** Inside the frame, so that the way out stays in sight. */
export default function ErrorPage(props: FailureProps) {
  return <FailureNotice {...props} />;
}
