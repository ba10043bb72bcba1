/** What proxy.ts tells a page about its request. The visitor's own headers of these names are overwritten. */

/** Path and query of the page. */
export const PATH_HEADER = "x-verdad-path";
/** The nonce of the page's Content-Security-Policy. */
export const NONCE_HEADER = "x-nonce";
