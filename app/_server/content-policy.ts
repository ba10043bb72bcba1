/** What a page may load and run. Pure: the nonce is given. */

export interface PolicySetting {
  readonly nonce: string;
  /** Served over https: anything still asked for without it is asked for with it. */
  readonly https: boolean;
  /** `next dev`: React's error overlays need eval. */
  readonly development: boolean;
}

/**
 * The Content-Security-Policy of a page. Scripts run by nonce only. Style sheets come from this server or carry the nonce; style
 * attributes have to be allowed, because what the server renders positions things by them (charts, popovers) and an attribute cannot
 * carry a nonce. They cannot load or run anything: images and fonts stay bound to their own directives.
 */
export function contentPolicy({ nonce, https, development }: PolicySetting): string {
  const directives = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "script-src-attr 'none'",
    // The development server adds style sheets without a nonce as files change.
    development ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return [...directives, ...(https ? ["upgrade-insecure-requests"] : [])].join("; ");
}
