/** The files of each language's folder: a namespace each. */
export const NAMESPACES = [
  "account",
  "beside",
  "charts",
  "comments",
  "common",
  "definitions",
  "designer",
  "drivers",
  "errors",
  "filters",
  "funnel",
  "map",
  "moment",
  "moments",
  "motChart",
  "overview",
  "segments",
  "shell",
  "signIn",
  "visits",
] as const;
export type Namespace = (typeof NAMESPACES)[number];
