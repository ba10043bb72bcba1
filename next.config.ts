import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

// Nothing leaves the machine, from building and developing neither.
process.env.NEXT_TELEMETRY_DISABLED = "1";

const withNextIntl = createNextIntlPlugin("./app/_server/i18n.ts");

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
    {
      // One year, this host only. The proxy in front that ends https says so in this header; over plain http browsers ignore the answer.
      source: "/:path*",
      has: [{ type: "header", key: "x-forwarded-proto", value: "https" }],
      headers: [{ key: "Strict-Transport-Security", value: "max-age=31536000" }],
    },
    { source: "/api/:path*", headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }] },
  ],
};

export default withNextIntl(config);
