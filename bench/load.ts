/** Asks a server over connections that are kept open, as several clients at once, and times every answer. */
import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Target {
  readonly path: string;
  /** The tag of an answer that the client has already. */
  readonly etag?: string;
}

export interface Load {
  /** Milliseconds from asking to the answer's last byte, in the order of the answers. */
  readonly times: readonly number[];
  /** Answers that were not 200, or not 304 where the client named a tag. */
  readonly failures: number;
  readonly seconds: number;
  /** By target, in their order; null where there was none, or the target was not asked for. */
  readonly etags: readonly (string | null)[];
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
}

export interface Loading {
  readonly server: URL;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly clients: number;
  /** Milliseconds after which no client asks any further. */
  readonly limitMs: number;
}

/** Every target once; each client asks the next one as soon as it has its answer. */
export async function load({ server, headers, clients, limitMs }: Loading, targets: readonly Target[]): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const times: number[] = [];
  const etags: (string | null)[] = targets.map(() => null);
  let failures = 0;
  let next = 0;
  const begun = performance.now();
  const client = async (): Promise<void> => {
    while (performance.now() - begun < limitMs) {
      const own = next++;
      const target = targets[own];
      if (target === undefined) return;
      const start = performance.now();
      const answered = await get(server, agent, target, headers);
      times.push(performance.now() - start);
      etags[own] = answered.headers.etag ?? null;
      if (answered.status !== (target.etag === undefined ? 200 : 304)) failures += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: clients }, client));
  } finally {
    agent.destroy();
  }
  return { times, failures, seconds: (performance.now() - begun) / 1000, etags };
}

function get(server: URL, agent: Agent, target: Target, headers: Readonly<Record<string, string>>): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = { ...headers, ...(target.etag === undefined ? {} : { "if-none-match": target.etag }) };
    request(new URL(target.path, server), { agent, headers: sent }, (response) => {
      response.on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      response.resume();
    })
      .on("error", reject)
      .end();
  });
}
