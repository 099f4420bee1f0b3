import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { ROLE_NAMES } from "@/lib/auth/permission";
import { CreateStaffInput } from "@/lib/auth/staff-schema";
import { createStaff } from "@/lib/auth/writes/create-staff";
import { parseInput } from "@/lib/transport/problem";
import { say } from "./progress";
import { organizationContext, withCurrentDatabase } from "./with-database";

type Options = {
  readonly organization: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly password?: string;
};

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("the people who sign in");
  user
    .command("create")
    .description("make a person; without --password one is made up and printed")
    .requiredOption("--organization <slug>", "where the person works")
    .requiredOption("--email <address>", "what the person signs in with")
    .requiredOption("--name <name>", "the person's name")
    .option("--role <role>", Object.keys(ROLE_NAMES).join(", "), "VIEWER")
    .option("--password <password>", "at least 10 characters")
    .action(create);
}

async function create({ organization, password, ...person }: Options): Promise<void> {
  const madeUp = password === undefined ? randomBytes(15).toString("base64url") : undefined;
  const input = parseInput(CreateStaffInput, {
    ...person,
    role: person.role.toUpperCase(),
    password: password ?? madeUp,
  });
  await withCurrentDatabase(async () =>
    createStaff(await organizationContext(organization), input),
  );
  say(`made ${input.email} (${input.role})`);
  if (madeUp !== undefined) say(`password: ${madeUp}`);
}
