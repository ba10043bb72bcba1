/** Requests that change something: only from this server's own pages, only JSON, only from somebody who is signed in. */
import type { Viewer } from "#auth/viewer.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";
import { ownUrl, trustsProxy } from "./environment.ts";
import { requestViewer } from "./viewer.ts";

/** Bytes: what changes are mostly a few short fields. */
export const LARGEST_BODY = 16 * 1024;

export interface Post {
  readonly viewer: Viewer;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Whether a page of this server sent the request. Browsers put Origin on every POST; one without it comes from no browser of a
 * signed-in visitor. It has to be the server's own address, or that of the host that was asked.
 */
export function isOwnOrigin(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const own = ownUrl();
  if (own !== undefined && new URL(own).origin === origin) return true;
  const host = (trustsProxy() ? headers.get("x-forwarded-host") : null) ?? headers.get("host");
  return host !== null && new URL(origin).host === host;
}

/** `largest`: bytes that the body may have. */
export async function readPost(request: Request, largest: number = LARGEST_BODY): Promise<Result<Post>> {
  if (!isOwnOrigin(request.headers)) return fail({ code: "foreign-origin" });
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") return fail({ code: "wrong-media-type", wanted: "application/json" });
  const viewer = await requestViewer(request);
  if (!viewer) return fail({ code: "not-signed-in" });
  const body = parseObject(await readText(request, largest));
  return body ? ok({ viewer, body }) : badParameter("body", "", `must be a JSON object of at most ${largest / 1024} KiB.`);
}

/** The body's text; null where it is longer than allowed, of which no more is read. */
async function readText(request: Request, largest: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseObject(text: string | null): Record<string, unknown> | null {
  try {
    const value: unknown = text === null ? null : JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
