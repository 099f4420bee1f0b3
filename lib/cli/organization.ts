import type { Command } from "commander";
import { CreateOrganizationInput } from "@/lib/auth/staff-schema";
import { createOrganization } from "@/lib/auth/writes/create-organization";
import { newId, type OrganizationId } from "@/lib/ids";
import { parseInput } from "@/lib/transport/problem";
import { say } from "./progress";
import { commandContext, withCurrentDatabase } from "./with-database";

export function addOrganizationCommands(program: Command): void {
  const organization = program.command("organization").description("the books of this Florin");
  organization
    .command("create")
    .description("make an organization")
    .requiredOption("--slug <slug>", "its name in commands, such as acme")
    .requiredOption("--name <name>", "its name for people")
    .option("--mode <mode>", "LIVE, or TEST for a sandbox", "LIVE")
    .option("--currency <code>", "for prices that name none", "USD")
    .option("--timezone <zone>", "for customers that name none", "UTC")
    .action(async (options: unknown) => {
      const input = parseInput(CreateOrganizationInput, options);
      await withCurrentDatabase(() =>
        createOrganization(commandContext(newId<OrganizationId>()), input),
      );
      say(`made the organization ${input.slug}`);
    });
}
