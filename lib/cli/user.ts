import { randomBytes } from "node:crypto";
import type { Command } from "commander";
import { ROLE_NAMES } from "@/lib/auth/permission";
import { CreateStaffInput, JoinInput } from "@/lib/auth/staff-schema";
import { createStaff } from "@/lib/auth/writes/create-staff";
import { joinOrganization } from "@/lib/auth/writes/join-organization";
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
  user
    .command("join")
    .description("let a person who signs in already into one organization more")
    .requiredOption("--organization <slug>", "which one, such as a sandbox")
    .requiredOption("--email <address>", "what the person signs in with")
    .option("--role <role>", Object.keys(ROLE_NAMES).join(", "), "VIEWER")
    .action(join);
}

async function join({ organization, email, role }: Options): Promise<void> {
  const input = parseInput(JoinInput, { email, role: role.toUpperCase() });
  await withCurrentDatabase(async () =>
    joinOrganization(await organizationContext(organization), input),
  );
  say(`${input.email} is in ${organization} (${input.role})`);
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
