import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import net, { type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { readBody } from "./body";

const MB = 1024 * 1024;

function request(body: BodyInit | null, headers: Record<string, string> = {}) {
  return new Request("http://x/", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    duplex: "half",
  } as RequestInit);
}

/** A body of unknown length, as chunked transfer sends it. */
function streamOf(chunks: number, size: number) {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ >= chunks) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(97));
    },
  });
}

describe("readBody", () => {
  it("reads JSON of any of its types, and no body as none", async () => {
    expect(await readBody(request('{"a":"ä"}'))).toBe('{"a":"ä"}');
    expect(
      await readBody(request("{}", { "content-type": "Application/vnd.x+json; charset=utf-8" })),
    ).toBe("{}");
    expect(await readBody(request(null, { "content-type": "" }))).toBe("");
  });

  it("counts what arrives, whatever length is claimed", async () => {
    expect(await readBody(request(streamOf(8, MB)))).toHaveLength(8 * MB);
    await expect(readBody(request(streamOf(9, MB)))).rejects.toMatchObject({ code: "too_large" });
    await expect(
      readBody(request(streamOf(9, MB), { "content-length": "10" })),
    ).rejects.toMatchObject({ code: "too_large" });
    await expect(
      readBody(request(streamOf(1, 1), { "content-length": String(9 * MB) })),
    ).rejects.toMatchObject({ code: "too_large" });
  });

  it("refuses another type, and bytes that are no UTF-8", async () => {
    await expect(readBody(request("a=b", { "content-type": "text/plain" }))).rejects.toMatchObject({
      code: "unsupported_media_type",
    });
    await expect(readBody(request(new Uint8Array([0x22, 0xff, 0x22])))).rejects.toMatchObject({
      code: "validation_error",
    });
  });
});

const HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

/** What `readBody` makes of requests as Node's server has them: `wire` is called with the address. */
async function readOnServer(wire: (port: number) => Promise<void>, waitMs = 0) {
  const read: Promise<string>[] = [];
  const server = http.createServer((incoming: IncomingMessage, response) => {
    const seen = new Request("http://x/", {
      headers: { "content-type": incoming.headers["content-type"] ?? "" },
    });
    const body = sleep(waitMs).then(() => readBody(seen, incoming));
    read.push(body);
    body.then(
      () => response.end("ok"),
      () => response.writeHead(400).end("no"),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await wire((server.address() as AddressInfo).port);
  const all = await Promise.allSettled(read);
  server.closeAllConnections();
  server.close();
  return all.map((one) => (one.status === "fulfilled" ? one.value : one.reason.code));
}

async function connect(port: number) {
  const socket = net.connect(port, "127.0.0.1").on("error", () => undefined);
  await once(socket, "connect");
  const answered = () => once(socket, "data").then(([data]) => String(data).slice(9, 12));
  return { socket, answered };
}

describe("readBody from Node's server", () => {
  it.each([0, 30])(
    "reads one request after the other on a connection, after %i ms",
    async (waitMs) => {
      const bodies = ['{"a":"ä"}', "", "{}"];
      const read = await readOnServer(async (port) => {
        const { socket, answered } = await connect(port);
        for (const body of bodies) {
          socket.write(`${HEAD}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
          expect(await answered()).toBe("200");
        }
        socket.destroy();
      }, waitMs);

      expect(read).toEqual(bodies);
    },
  );

  it("puts together what arrives in parts, in the midst of a letter too", async () => {
    const bytes = Buffer.from('{"a":"ä"}');
    const read = await readOnServer(async (port) => {
      const { socket, answered } = await connect(port);
      socket.write(`${HEAD}Content-Length: ${bytes.length}\r\n\r\n`);
      await sleep(20);
      socket.write(bytes.subarray(0, 7));
      await sleep(20);
      socket.write(bytes.subarray(7));
      expect(await answered()).toBe("200");
      socket.destroy();
    });

    expect(read).toEqual(['{"a":"ä"}']);
  });

  it("refuses more than it takes, however it is sent, and still answers", async () => {
    const part = "a".repeat(MB);
    const read = await readOnServer(async (port) => {
      const { socket, answered } = await connect(port);
      socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
      for (let i = 0; i < 9; i++) socket.write(`${MB.toString(16)}\r\n${part}\r\n`);
      expect(await answered()).toBe("400");
      socket.destroy();
    });

    expect(read).toEqual(["too_large"]);
  });

  it("does not wait for a caller that hung up", async () => {
    const read = await readOnServer(async (port) => {
      const { socket } = await connect(port);
      socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"a":`);
      await sleep(20);
      socket.destroy();
      await sleep(20);
    });

    expect(read).toEqual(["ECONNRESET"]);
  });
});
