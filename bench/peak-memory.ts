/**
 * Preloaded into a program and whatever Node processes it starts: each writes, on its end, the most memory that it ever held (KiB, its
 * threads included) to a file of its own in the folder named in VERDAD_PEAK_FOLDER.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";

const folder = process.env.VERDAD_PEAK_FOLDER;
if (folder !== undefined && isMainThread) {
  process.on("exit", () => writeFileSync(join(folder, String(process.pid)), String(process.resourceUsage().maxRSS)));
}
