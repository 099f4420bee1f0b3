import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { parseEnvironment } from "@/lib/env";
import { front, type Rooms } from "./front";

let server: Server | undefined;
afterEach(() => server?.close());

/** Tells what reached it, by the headers that Next and the API would read. */
const echo =
  (name: string): NonNullable<Rooms["api"]> =>
  (asked, response) =>
    void response.end(JSON.stringify({ room: name, headers: asked.headers }));

async function open(rooms: Rooms, variables: Record<string, string> = {}): Promise<number> {
  const parsed = parseEnvironment(variables);
  if (!parsed.ok) throw new Error(parsed.faults.join());
  const { environment } = parsed;
  const opened = createServer(front({ environment, isDevelopment: false, rooms }));
  server = opened;
  await new Promise<void>((resolve) => opened.listen(0, "127.0.0.1", resolve));
  return (opened.address() as AddressInfo).port;
}

type Answer = { status: number; headers: Record<string, unknown>; body: string };

function ask(port: number, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ port, path, headers, host: "127.0.0.1" }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    });
    asked.on("error", reject).end();
  });
}

const ROOMS: Rooms = { api: echo("api"), web: echo("web") };

it.each([
  ["/v1/wallets", "api"],
  ["/v1?x", "api"],
  ["/healthz", "api"],
  ["/readyz?verbose", "api"],
  ["/v1x", "web"],
  ["/healthzy", "web"],
  ["/", "web"],
])("gives %s to the %s", async (path, room) => {
  const port = await open(ROOMS);

  expect(JSON.parse((await ask(port, path)).body).room).toBe(room);
});

it("shows Next the policy that the browser gets, a fresh one each time", async () => {
  const port = await open(ROOMS);

  const [first, second] = [await ask(port, "/"), await ask(port, "/")];

  const policy = first.headers["content-security-policy"];
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic';/);
  expect(policy).not.toContain("unsafe-eval");
  expect(JSON.parse(first.body).headers["content-security-policy"]).toBe(policy);
  expect(second.headers["content-security-policy"]).not.toBe(policy);
});

it.each([
  ["/_next/static/chunks/1bj6w_qt495pu.js", undefined],
  ["/_next/static/media/inter.0gsaq8.woff2", undefined],
  ["/_next/static/chunks/../../page.js", "DENY"],
  ["/_next/static/page.html", "DENY"],
  ["/customers/a.js", "DENY"],
])("tells the browser of %s what is for pages only if it may be one", async (path, expected) => {
  const port = await open(ROOMS);

  const { headers } = await ask(port, path, { "x-florin-page": "/elsewhere" });

  expect(headers["x-frame-options"]).toBe(expected);
  expect(headers["content-security-policy"] !== undefined).toBe(expected !== undefined);
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

it("tells Next which page is asked for, whatever the caller says", async () => {
  const port = await open(ROOMS);

  const { body } = await ask(port, "/events?status=refused", { "x-florin-page": "/elsewhere" });

  expect(JSON.parse(body).headers["x-florin-page"]).toBe("/events?status=refused");
});

it("believes nobody about where they come from", async () => {
  const port = await open(ROOMS);

  const { body } = await ask(port, "/", {
    host: "billing.example",
    "x-forwarded-for": "10.9.8.7",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    forwarded: "for=10.9.8.7",
  });

  const { headers } = JSON.parse(body);
  expect(headers["x-forwarded-for"]).toBe("127.0.0.1");
  expect(headers["x-forwarded-host"]).toBe("billing.example");
  expect(headers["x-forwarded-proto"]).toBe("http");
  expect(headers.forwarded).toBeUndefined();
});

it("believes the proxy that it was told to trust", async () => {
  const port = await open(ROOMS, { TRUST_PROXY: "true" });

  const { body } = await ask(port, "/", { "x-forwarded-for": "10.9.8.7" });

  expect(JSON.parse(body).headers["x-forwarded-for"]).toBe("10.9.8.7");
});

it("takes a call from the address that people use as one to it, whatever a proxy names it", async () => {
  const port = await open(ROOMS, { NEXTAUTH_URL: "https://billing.example", TRUST_PROXY: "true" });
  const forwarded = { "x-forwarded-for": "10.9.8.7", host: "127.0.0.1:3000" };
  const told = async (origin: string) => {
    const { headers } = JSON.parse((await ask(port, "/", { ...forwarded, origin })).body);
    return [headers["x-forwarded-host"], headers["x-forwarded-proto"]];
  };

  expect(await told("https://billing.example")).toEqual(["billing.example", "https"]);
  expect(await told("https://evil.example")).toEqual([undefined, undefined]);
});

it("asks callers to come back while it starts", async () => {
  const port = await open({});

  const answer = await ask(port, "/v1/wallets");

  expect(answer.status).toBe(503);
  expect(answer.headers["retry-after"]).toBe("2");
});

it("shows the metrics to whoever has the token, and to nobody else", async () => {
  const METRICS_TOKEN = "sixteen-letters-or-more";
  const port = await open(ROOMS, { METRICS_TOKEN });

  expect((await ask(port, "/metrics")).status).toBe(401);
  expect((await ask(port, "/metrics", { authorization: "Bearer wrong" })).status).toBe(401);
});
