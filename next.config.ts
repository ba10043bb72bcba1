import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./app/_server/i18n.ts");

/** Two years, as hstspreload.org asks for; sent over https only, where the operator's address says so. */
const HTTPS_ONLY = { key: "Strict-Transport-Security", value: "max-age=63072000; includeSubDomains" };

function securityHeaders() {
  return [
    { key: "X-Content-Type-Options", value: "nosniff" },
    { key: "Referrer-Policy", value: "same-origin" },
    { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()" },
    { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
    { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
    // For browsers that do not know the policy's frame-ancestors.
    { key: "X-Frame-Options", value: "DENY" },
  ];
}

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native add-ons, and what starts threads of its own: loaded by Node, not bundled.
  serverExternalPackages: ["better-sqlite3", "@node-rs/argon2", "pino"],
  headers: async () => [
    { source: "/:path*", headers: securityHeaders() },
    { source: "/api/:path*", headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }] },
  ],
};

export default withNextIntl(config);
