"use client";

import { FailureNotice, type FailureProps } from "#components/shell/failure-notice.tsx";

export default function ErrorPage(props: FailureProps) {
  return (
    <main>
      <FailureNotice {...props} />
    </main>
  );
}
