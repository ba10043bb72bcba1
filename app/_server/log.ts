import { pino } from "pino";

/** The server's log: JSON lines on standard output. Never holds passwords, comments or customer references. */
export const log = pino({ level: process.env.VERDAD_LOG_LEVEL || "info", base: null, redact: ["password", "*.password"] });
