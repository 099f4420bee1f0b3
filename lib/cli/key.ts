import type { Command } from "commander";
import { CreateApiKeyInput } from "@/lib/api-key/schema";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { parseInput } from "@/lib/transport/problem";
import { say } from "./progress";
import { organizationContext, withCurrentDatabase } from "./with-database";

type Options = {
  readonly organization: string;
  readonly scopes: string;
  readonly name: string;
  readonly expires?: string;
};

export function addKeyCommands(program: Command): void {
  const key = program.command("key").description("keys of the HTTP API");
  key
    .command("create")
    .description("make an API key and print it; it is never shown again")
    .requiredOption("--organization <slug>", "whose data the key opens")
    .requiredOption("--scopes <scopes>", "'*', or scopes such as wallets:read,ingest")
    .option("--name <name>", "what the key is for", "command line")
    .option("--expires <instant>", "when it ends, such as 2027-01-01T00:00:00Z")
    .action(create);
}

async function create({ organization, scopes, name, expires }: Options): Promise<void> {
  const input = parseInput(CreateApiKeyInput, {
    name,
    scopes: scopes.split(",").map((scope) => scope.trim()),
    expiresAt: expires ?? null,
  });
  const { secret } = await withCurrentDatabase(async () =>
    createApiKey(await organizationContext(organization), input),
  );
  // Nothing else, so that a script can take it as it is.
  say(secret);
}
