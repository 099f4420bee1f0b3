import type { Command } from "commander";
import { parseId } from "@/lib/ids";
import { Fault } from "@/lib/server/fault";
import { AdvanceInput, type AdvanceView } from "@/lib/test-clock/schema";
import { advanceTestClock } from "@/lib/test-clock/writes/advance-test-clock";
import { parseInput } from "@/lib/transport/problem";
import { say } from "./progress";
import { organizationContext, withCurrentDatabase } from "./with-database";

type Options = {
  readonly organization: string;
  readonly clock: string;
  readonly to: string;
  readonly json?: boolean;
};

export function addClockCommands(program: Command): void {
  const clock = program.command("clock").description("test clocks of a sandbox");
  clock
    .command("advance")
    .description("let time pass for the customers who live on a clock")
    .requiredOption("--organization <slug>", "the sandbox")
    .requiredOption("--clock <id>", "which clock, clk_…")
    .requiredOption("--to <instant>", "until when, such as 2024-03-01T00:00:00Z")
    .option("--json", "what happened, as the API answers it")
    .action(advance);
}

async function advance({ organization, clock, to, json }: Options): Promise<void> {
  const id = parseId("clk", clock);
  if (id === undefined) throw new Fault(`Not the id of a test clock: ${clock}`);
  const input = parseInput(AdvanceInput, { to });
  const { view } = await withCurrentDatabase(async () =>
    advanceTestClock(await organizationContext(organization), id, input),
  );
  say(json ? JSON.stringify(view, null, 2) : toldOf(view));
}

const toldOf = ({ happened, to }: AdvanceView): string =>
  [
    ...happened.map(({ at, customerName, kind, name, amount, unit }) =>
      [at, customerName, kind, name, amount, unit].filter((word) => word !== null).join("  "),
    ),
    `It is ${to}.`,
  ].join("\n");
