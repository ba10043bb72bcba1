/** Preloaded into a child process: on its end, writes the most memory that it ever held (KiB) to the file named in VERDAD_PEAK_FILE. */
import { writeFileSync } from "node:fs";

const path = process.env.VERDAD_PEAK_FILE;
if (path !== undefined) process.on("exit", () => writeFileSync(path, String(process.resourceUsage().maxRSS)));
