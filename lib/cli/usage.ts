import type { Command } from "commander";
import { Fault } from "@/lib/server/fault";
import {
  type Compared,
  compareEverywhere,
  compareRollUps,
  dayText,
} from "@/lib/usage/reads/compare-roll-ups";
import type { Days } from "@/lib/usage/store/rebuilt-roll-ups";
import { differenceWords } from "@/lib/usage/view/difference";
import { repairRollUps } from "@/lib/usage/writes/repair-roll-ups";
import { setEventRetention } from "@/lib/usage/writes/set-event-retention";
import { say } from "./progress";
import { commandContext, organizationContext, withCurrentDatabase } from "./with-database";

/** What a person reads; `--json` gives all of them. */
const SHOWN = 100;
const DEFAULT_DAYS = 30;
const DAY_MS = 86_400_000;

export function addUsageCommands(program: Command): void {
  const usage = program.command("usage").description("what events came to");
  usage
    .command("verify")
    .description(
      "rebuild roll-ups from events, the ledger's sums from entries, and compare; exit 1 if any differs",
    )
    .option("--organization <slug>", "only this one; all without it")
    .option("--from <day>", `such as 2026-11-01; ${DEFAULT_DAYS} days ago without it`)
    .option("--to <day>", "included; today without it")
    .option("--repair", "make them what events and entries say")
    .option("--json", "the whole result as JSON")
    .action(verify);
  usage
    .command("retention")
    .description("how long raw events are kept; what they cost and counted stays for ever")
    .requiredOption("--organization <slug>", "whose events")
    .requiredOption("--days <number>", "or forever")
    .action(retain);
}

type VerifyOptions = {
  readonly organization?: string;
  readonly from?: string;
  readonly to?: string;
  readonly repair?: true;
  readonly json?: true;
};

async function verify(options: VerifyOptions): Promise<void> {
  const days = daysOf(options, new Date());
  const compared = await withCurrentDatabase(async () => {
    const found = await compare(options.organization, days);
    if (options.repair) await repairAll(found, days);
    return found;
  });
  const differences = compared.flatMap((one) => one.differences);
  if (differences.length > 0 && !options.repair) process.exitCode = 1;
  if (options.json) return void say(JSON.stringify(compared, undefined, 2));
  for (const difference of differences.slice(0, SHOWN)) say(differenceWords(difference));
  if (differences.length > SHOWN)
    say(`… and ${differences.length - SHOWN} more (--json shows all)`);
  const span = `${days.from} to ${days.to}, ${compared.length} organizations`;
  say(`${span}: ${verdict(differences.length, options.repair === true)}`);
}

async function compare(slug: string | undefined, days: Days): Promise<readonly Compared[]> {
  if (slug === undefined) return compareEverywhere(days);
  const { organizationId } = await organizationContext(slug);
  return [{ organizationId, ...(await compareRollUps(organizationId, days)) }];
}

async function repairAll(compared: readonly Compared[], days: Days): Promise<void> {
  for (const { organizationId, differences } of compared)
    if (differences.length > 0) await repairRollUps(commandContext(organizationId), days);
}

function verdict(count: number, isRepaired: boolean): string {
  if (count === 0) return "all as events and entries say";
  return isRepaired ? `${count} roll-ups repaired` : `${count} roll-ups differ`;
}

/** @throws Fault if a day is none, or they are the wrong way round. */
function daysOf({ from, to }: VerifyOptions, now: Date): Days {
  const days = {
    from: dayOf(from) ?? dayText(new Date(now.getTime() - DEFAULT_DAYS * DAY_MS)),
    to: dayOf(to) ?? dayText(now),
  };
  if (days.from > days.to) throw new Fault(`${days.from} is after ${days.to}.`);
  return days;
}

function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = new Date(`${text}T00:00:00.000Z`);
  if (Number.isNaN(at.getTime()) || dayText(at) !== text)
    throw new Fault(`"${text}" is no day. Write it as 2026-11-01.`);
  return text;
}

type RetainOptions = { readonly organization: string; readonly days: string };

async function retain({ organization, days }: RetainOptions): Promise<void> {
  await withCurrentDatabase(async () =>
    setEventRetention(
      await organizationContext(organization),
      days === "forever" ? null : Number(days),
    ),
  );
  const kept = days === "forever" ? "for ever" : `for ${days} days`;
  say(`raw events of ${organization} are kept ${kept}`);
}
