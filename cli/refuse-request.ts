/** Requests that end before the application: it would answer them with a 500, as if the fault were ours. */

/** What the routes of the application know. TRACE, which a browser can never send, cannot even be made into a request. */
const METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

export interface Refusal {
  readonly status: 400 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly sentence: string;
}

/** Why a request is refused; null where it may go on. */
export function refusalOf(method: string, url: string): Refusal | null {
  if (!METHODS.includes(method)) {
    return { status: 405, headers: { allow: METHODS.join(", ") }, sentence: `The method ${method} is not allowed.` };
  }
  return isDecodable(url) ? null : { status: 400, headers: {}, sentence: "The address is no percent-encoded UTF-8." };
}

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url.split("?")[0] ?? "");
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
