/** The real server on data of its own, to be killed under load and started again. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setDatabase } from "@/lib/db/settings";
import { findRunningPostgres } from "@/lib/server/embedded-postgres";
import { freePort, killPostgres, type RunningServer, startServer } from "./running-server";

export class MortalServer {
  private constructor(
    private readonly home: string,
    private readonly settings: Record<string, string>,
    /** Of its database, which this process reads as well. */
    readonly databaseUrl: string,
    private running: RunningServer,
  ) {}

  static async start(): Promise<MortalServer> {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "florin-kill-"));
    fs.chmodSync(home, 0o711);
    const data = path.join(home, "data");
    const settings = {
      PORT: String(await freePort()),
      FLORIN_DATA_DIR: data,
      FLORIN_ROLES: "api,worker",
      DATABASE_URL: "",
    };
    const running = await startServer(settings);
    const url = await findRunningPostgres(data);
    if (!url) throw new Error("the server has no database");
    setDatabase({ url, hotConnections: 2, coldConnections: 2 });
    return new MortalServer(home, settings, url, running);
  }

  get url(): string {
    return this.running.url;
  }

  /** Its database dies under it, as when a machine loses power; it starts it again. */
  killDatabase(): void {
    killPostgres(path.join(this.home, "data/postgres"));
  }

  async killAndRestart(): Promise<void> {
    await this.running.kill();
    this.running = await startServer(this.settings);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    fs.rmSync(this.home, { recursive: true, force: true });
  }
}
