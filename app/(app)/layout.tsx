import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { keepLocale, keepTheme } from "#app/_server/preferences.ts";
import { Frame } from "#components/shell/frame.tsx";
import { THEME_COOKIE, toTheme } from "#components/theme.ts";

export default async function AppLayout({ children }: { readonly children: ReactNode }) {
  const [{ name, email, role, journeys, actions }, jar] = await Promise.all([pageViewer(), cookies()]);
  return (
    <Frame
      viewer={{ name, email, role, journeys, actions }}
      theme={toTheme(jar.get(THEME_COOKIE)?.value)}
      keepTheme={keepTheme}
      keepLocale={keepLocale}
    >
      {children}
    </Frame>
  );
}
