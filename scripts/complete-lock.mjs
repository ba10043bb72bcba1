/**
 * Completes package-lock.json: `npm ci` refuses a lock file that lacks the optional platform packages of a locked package, and npm
 * leaves out those that the registry of the moment does not carry. Each missing one is added with its exact version and the platform
 * that its name says. Also takes out `resolved` addresses, so that the lock file serves with any registry. Run after each install that
 * changes dependencies: `node scripts/complete-lock.mjs`; `--check` only says whether anything is missing (exit code 1).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const OS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const CPU = ["arm64", "arm", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];

/** What a platform package's name says of the platform: `@x/y-linux-x64-musl` is `{ os: ["linux"], cpu: ["x64"], libc: ["musl"] }`. */
export function platformOf(name) {
  const words = name.split("/").at(-1).split(/[-.]/);
  const os = OS.find((candidate) => words.includes(candidate));
  const cpu = CPU.find((candidate) => words.includes(candidate));
  const musl = words.some((word) => word.startsWith("musl"));
  const glibc = words.some((word) => word === "gnu" || word === "gnueabihf");
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(os === "linux" && (musl || glibc) ? { libc: [musl ? "musl" : "glibc"] } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

/** Whether `name`, asked for by the package at `from`, is in the lock: beside it or in a folder above. */
function isLocked(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/"))).replace(/\/$/, "")) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

/** The lock with every optional platform package in it, and the names of those that were added. Throws where a version is no exact one. */
export function completeLock(lock) {
  const packages = { ...lock.packages };
  const added = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isLocked(packages, path, name)) continue;
      if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
        throw new Error(`${path} wants ${name}@${version}: not an exact version, add it by hand.`);
      packages[`node_modules/${name}`] = { version, ...platformOf(name), ...(entry.dev ? { dev: true } : {}), optional: true };
      added.push(name);
    }
  }
  const sorted = Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en"));
  const clean = sorted.map(([path, { resolved: _, ...entry }]) => [path, entry]);
  return { lock: { ...lock, packages: Object.fromEntries(clean) }, added };
}

if (process.argv[1] === import.meta.filename) {
  const path = join(import.meta.dirname, "../package-lock.json");
  const before = readFileSync(path, "utf8");
  const { lock, added } = completeLock(JSON.parse(before));
  const after = `${JSON.stringify(lock, null, 2)}\n`;
  const checking = process.argv.includes("--check");
  if (after !== before && checking) {
    console.error(`package-lock.json is not complete (${added.length} missing): run "node scripts/complete-lock.mjs".`);
    process.exitCode = 1;
  } else if (after !== before) {
    writeFileSync(path, after);
    console.log(`package-lock.json: ${added.length} optional packages added.`);
  }
}
