/** Light, dark, or as the reader's system is. The server puts it on <html>, so that nothing flashes. */

export const THEME_COOKIE = "verdad-theme";
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** A theme from a cookie's text; "system" where it is none. */
export function toTheme(text: string | undefined): Theme {
  return THEMES.find((theme) => theme === text) ?? "system";
}

/** The class of <html>: none follows the system (globals.css). */
export function themeClass(theme: Theme): string {
  return theme === "system" ? "" : theme;
}
