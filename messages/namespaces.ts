/** The files of each language's folder: a namespace each. */
export const NAMESPACES = [
  "account",
  "charts",
  "common",
  "definitions",
  "errors",
  "filters",
  "funnel",
  "moments",
  "overview",
  "shell",
  "signIn",
  "visits",
] as const;
export type Namespace = (typeof NAMESPACES)[number];
