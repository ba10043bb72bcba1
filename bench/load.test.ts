import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "./load.ts";
import { connectionVariables } from "./psql.ts";

describe("load", () => {
  let server: Server;
  let url: URL;
  let together = 0;
  let most = 0;
  const sockets = new Set<unknown>();
  const seen: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      together += 1;
      most = Math.max(most, together);
      sockets.add(request.socket);
      seen.push(request.headers.cookie);
      setTimeout(() => {
        together -= 1;
        const known = request.headers["if-none-match"] === '"a"';
        response.writeHead(request.url === "/bad" ? 500 : known ? 304 : 200, { etag: '"a"' }).end();
      }, 20);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("No address.");
    url = new URL(`http://127.0.0.1:${address.port}`);
  });

  afterAll(() => {
    server.close();
  });

  test("40 questions of 4 clients: all answered, 4 at a time on 4 connections, none faster than the server's 20 ms", async () => {
    const targets = Array.from({ length: 40 }, (_, i) => ({ path: i % 10 === 9 ? "/bad" : `/${i}` }));
    const { times, failures, etags, seconds } = await load(
      { server: url, headers: { cookie: "session=1" }, clients: 4, limitMs: 1e6 },
      targets,
    );
    expect([times.length, failures, most, sockets.size]).toEqual([40, 4, 4, 4]);
    expect(Math.min(...times)).toBeGreaterThan(18);
    expect(seconds).toBeGreaterThan((40 / 4) * 0.018);
    expect(new Set(etags)).toEqual(new Set(['"a"']));
    expect(new Set(seen)).toEqual(new Set(["session=1"]));
  });

  test("an answer that the client has must be a 304, any other must not", async () => {
    const targets = [{ path: "/1", etag: '"a"' }, { path: "/2", etag: '"b"' }, { path: "/3" }];
    expect((await load({ server: url, headers: {}, clients: 1, limitMs: 1e6 }, targets)).failures).toBe(1);
  });

  test("after its time no client asks any further: 2 clients, 50 ms, answers of 20 ms: at most 3 each", async () => {
    const targets = Array.from({ length: 40 }, (_, i) => ({ path: `/${i}` }));
    const { times, etags } = await load({ server: url, headers: {}, clients: 2, limitMs: 50 }, targets);
    expect(times.length).toBeGreaterThan(1);
    expect(times.length).toBeLessThanOrEqual(6);
    expect(etags.filter((etag) => etag !== null).length).toBe(times.length);
  });
});

describe("the address of a PostgreSQL", () => {
  test("becomes psql's variables, percent-decoded; what is not said is left to psql", () => {
    expect(connectionVariables("postgres://kim:p%40ss@db.example.org:5433/cx?sslmode=require")).toEqual({
      PGHOST: "db.example.org",
      PGPORT: "5433",
      PGUSER: "kim",
      PGPASSWORD: "p@ss",
      PGDATABASE: "cx",
      PGSSLMODE: "require",
    });
    expect(connectionVariables("postgresql:///cx?host=/run/postgresql")).toEqual({ PGDATABASE: "cx", PGHOST: "/run/postgresql" });
  });

  test("a parameter that would be ignored and another kind of address are refused", () => {
    expect(() => connectionVariables("postgres://localhost/cx?target_session_attrs=any")).toThrow('"target_session_attrs" is not known');
    expect(() => connectionVariables("mysql://localhost/cx")).toThrow("mysql:");
  });
});
