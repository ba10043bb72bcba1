"use client";

import "./globals.css";
import type { FailureProps } from "#components/shell/failure-notice.tsx";
import { Button } from "#components/ui/button.tsx";

/** Drawn where even the page's frame failed, and with it the choice of a language: so it speaks both, from no file. */
export default function GlobalError({ error, reset }: FailureProps) {
  return (
    <html lang="en">
      <body>
        <title>Verdad</title>
        <main role="alert" className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-3 px-5 text-center">
          <h1 className="text-2xl font-semibold">Something went wrong on the server</h1>
          <p className="text-ink-soft">Try again; if it happens again, ask whoever runs Verdad.</p>
          <p lang="ko" className="text-ink-soft">
            서버에 문제가 생겼습니다. 다시 시도해 보시고, 계속되면 Verdad 관리자에게 문의하세요.
          </p>
          {error.digest ? <p className="numeric text-sm text-ink-soft">{error.digest}</p> : null}
          <Button variant="primary" size="medium" onClick={reset}>
            Try again · <span lang="ko">다시 시도</span>
          </Button>
        </main>
      </body>
    </html>
  );
}
