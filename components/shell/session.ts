/** Signing in and out. next-auth's browser code is loaded when it is needed, not with every page. */

export type SignInOutcome =
  | { readonly outcome: "in" }
  | { readonly outcome: "wrong" }
  | { readonly outcome: "wait"; readonly seconds: number }
  | { readonly outcome: "unavailable" };

/** What the server's answer to a sign-in means: `wait:SECONDS` is said by auth/next-auth.ts, `CredentialsSignin` by next-auth. */
export function readSignInError(error: string | null | undefined): SignInOutcome {
  if (error === null || error === undefined || error === "") return { outcome: "in" };
  const wait = /^wait:(\d+)$/.exec(error);
  if (wait) return { outcome: "wait", seconds: Number(wait[1]) };
  return { outcome: error === "CredentialsSignin" ? "wrong" : "unavailable" };
}

export async function signInWith(email: string, password: string): Promise<SignInOutcome> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { email, password, redirect: false });
    return answer ? readSignInError(answer.error) : { outcome: "unavailable" };
  } catch {
    return { outcome: "unavailable" };
  }
}

/** Ends the session and goes to the sign-in page. */
export async function signOutHere(): Promise<void> {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/**
 * The path to go to after signing in: `wanted` where it is a path of this server, else "/". A browser reads "//host", "/\host" and a tab
 * in the middle as another server, so the address is resolved the way a browser does it.
 */
export function safePath(wanted: string | null | undefined): string {
  const here = "http://here.invalid";
  if (!wanted?.startsWith("/")) return "/";
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : null;
  if (url?.origin !== here || url.pathname.startsWith("//")) return "/";
  return url.pathname === "/sign-in" ? "/" : `${url.pathname}${url.search}${url.hash}`;
}
