import { statSync } from "node:fs";

/**
 * Which file lies at a path: the text changes where the file was replaced, as a restored backup replaces it, and a connection that is
 * still open would go on reading the old one. null: there is no file.
 */
export function fileIdentity(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.dev}-${stat.ino}-${stat.birthtimeNs}` : null;
}
