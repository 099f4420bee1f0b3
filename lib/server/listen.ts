/** Opens the port, or says who has it. */
import type { Server } from "node:http";
import { Fault, hasCode } from "./fault";

/** The `Server` header of every answer; by it a second start knows the first. */
export const SERVER_NAME = "florin";

/** @throws Fault if the port is taken or not allowed. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
  } catch (error) {
    throw new Fault(await explained(error, port, host));
  }
}

async function explained(error: unknown, port: number, host: string): Promise<string> {
  if (hasCode(error, "EADDRINUSE")) {
    return (await isFlorin(port))
      ? `Florin is already running at http://localhost:${port}. Use it, stop it first, or run a second one beside it with another PORT and FLORIN_DATA_DIR.`
      : `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=${port + 1} npm run quickstart`;
  }
  if (hasCode(error, "EACCES")) {
    return `Port ${port} needs more rights than this user has. Choose one above 1023: PORT=3000`;
  }
  if (hasCode(error, "EADDRNOTAVAIL")) return `This machine has no address ${host}: correct HOST.`;
  return `Port ${port} cannot be opened: ${error instanceof Error ? error.message : String(error)}`;
}

async function isFlorin(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`, {
      signal: AbortSignal.timeout(2000),
    });
    return answer.headers.get("server") === SERVER_NAME;
  } catch {
    return false;
  }
}
