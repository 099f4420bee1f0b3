/** Gives each test file a database of its own, copied from the run's migrated one. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { setDatabase } from "@/lib/db/settings";

const adminUrl = inject("adminUrl");
const database = `florin_${process.env.VITEST_POOL_ID ?? "0"}_${randomBytes(4).toString("hex")}`;

const client = new pg.Client({ connectionString: adminUrl });
await client.connect();
await client.query(`CREATE DATABASE ${database} TEMPLATE ${inject("template")}`);
await client.end();

const url = new URL(adminUrl);
url.pathname = `/${database}`;
setDatabase({ url: url.href, hotConnections: 2, coldConnections: 2 });
