/** The files of each language's folder: a namespace each. */
export const NAMESPACES = [
  "account",
  "beside",
  "charts",
  "common",
  "definitions",
  "designer",
  "errors",
  "filters",
  "funnel",
  "map",
  "moments",
  "overview",
  "segments",
  "shell",
  "signIn",
  "visits",
] as const;
export type Namespace = (typeof NAMESPACES)[number];
