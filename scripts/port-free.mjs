/** Exit code 0 where the address HOST:PORT (default 127.0.0.1:3000) can be listened on; else 3 and a sentence. Plain JavaScript: any Node runs it. */
import { createServer } from "node:net";

const host = process.env.HOST || "127.0.0.1";
const port = process.env.PORT || "3000";

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 3;
}

if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535) {
  refuse(`PORT must be a whole number from 1 to 65535; it is "${port}".`);
} else {
  const probe = createServer();
  probe.once("error", (error) => {
    if (error.code === "EADDRINUSE")
      refuse(`Port ${port} on ${host} is taken: stop what uses it, or choose another with PORT=3001 npm run demo.`);
    else refuse(`${host}:${port} cannot be listened on: ${error.message}.`);
  });
  probe.listen(Number(port), host, () => probe.close());
}
