import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { listen, SERVER_NAME } from "./listen";

const opened: Server[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.close();
});

/** A server that already has the port. */
async function aTakenPort(headers: Record<string, string>): Promise<number> {
  const server = createServer((_, response) => void response.writeHead(200, headers).end());
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

it("says so when the port belongs to a Florin that is running", async () => {
  const port = await aTakenPort({ server: SERVER_NAME });

  await expect(listen(createServer(), port, "127.0.0.1")).rejects.toThrow(
    `Florin is already running at http://localhost:${port}`,
  );
});

it("proposes another port when another program has it", async () => {
  const port = await aTakenPort({});

  await expect(listen(createServer(), port, "127.0.0.1")).rejects.toThrow(
    `choose another port: PORT=${port + 1}`,
  );
});
