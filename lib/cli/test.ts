/**
 * `npm test`: everything, from a clean clone. `npm test -- unit db` runs those parts alone, and
 * what follows `--` goes to the test runner (`npm test -- db -- lib/ledger`).
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Fault } from "@/lib/server/fault";
import { bringBrowser } from "./browser";
import { runBrowserTests } from "./browser-tests";
import { buildDashboard } from "./build";
import { generateClient } from "./prisma-client";
import { runCommand, say, step } from "./progress";
import {
  add,
  type Counts,
  countsLine,
  FAILED,
  NOTHING,
  playwrightCounts,
  vitestCounts,
  vitestFailures,
} from "./test-report";
import { runTool } from "./tool";

const PASSED: Counts = NOTHING;

type Part = {
  readonly name: string;
  /** A whole run of this part with fewer tests has found the wrong files, and has not passed. */
  readonly leastTests: number;
  readonly run: (args: readonly string[]) => Promise<Counts>;
};

const reports = fs.mkdtempSync(path.join(os.tmpdir(), "florin-reports-"));

const reportOf = (part: string) => path.join(reports, `${part}.json`);

const PARTS: readonly Part[] = [
  { name: "check", leastTests: 0, run: check },
  { name: "unit", leastTests: 1_250, run: (args) => vitest("unit", args) },
  { name: "db", leastTests: 2_300, run: (args) => vitest("db", args) },
  { name: "build", leastTests: 0, run: build },
  { name: "browser", leastTests: 130, run: browser },
];

async function check(): Promise<Counts> {
  const { status } = await runTool(process.execPath, ["--import", "tsx", "lib/cli/check.ts"], {
    output: "show",
  });
  return status === 0 ? PASSED : FAILED;
}

async function vitest(project: string, args: readonly string[]): Promise<Counts> {
  const report = reportOf(project);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const { status } = await runTool("vitest", ["run", "--project", project, ...reporters, ...args], {
    output: "show",
  });
  const counts = vitestCounts(report);
  return status === 0 || counts.failed > 0 ? counts : add(counts, FAILED);
}

async function build(): Promise<Counts> {
  await step("Dashboard built", buildDashboard);
  return PASSED;
}

async function browser(args: readonly string[]): Promise<Counts> {
  const report = reportOf("browser");
  const program = await bringBrowser();
  await buildDashboard();
  const status = await runBrowserTests(program, report, args);
  const counts = playwrightCounts(report);
  return status === 0 || counts.failed > 0 ? counts : add(counts, FAILED);
}

/** Runs one part; whatever it throws is one failure, told at once, and the next part still runs. */
async function runPart({ name, run, leastTests }: Part, args: readonly string[]): Promise<Counts> {
  say(`\n── ${name} ──`);
  try {
    const counts = await run(args);
    if (args.length > 0 || counts.passed + counts.failed >= leastTests) return counts;
    say(`${name}: ${counts.passed} tests ran, fewer than ${leastTests}: some were not found.`);
    return add(counts, FAILED);
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return FAILED;
  }
}

function chosenParts(names: readonly string[]): readonly Part[] {
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Fault(
      `No such part: ${unknown.join(", ")}. Parts: ${PARTS.map((p) => p.name).join(", ")}`,
    );
  }
  return names.length === 0 ? PARTS : PARTS.filter(({ name }) => names.includes(name));
}

await runCommand(async () => {
  const asked = process.argv.slice(2);
  const cut = asked.indexOf("--");
  const [names, args] = cut < 0 ? [asked, []] : [asked.slice(0, cut), asked.slice(cut + 1)];
  const parts = chosenParts(names);
  await step("Prisma client", generateClient);
  let total = NOTHING;
  for (const part of parts) {
    const counts = await runPart(part, args);
    say(`${part.name}: ${countsLine(counts)}`);
    total = add(total, counts);
  }
  const failures = ["unit", "db"].flatMap((name) => vitestFailures(reportOf(name)));
  for (const failure of failures) say(`\nfailed: ${failure}`);
  fs.rmSync(reports, { recursive: true, force: true });
  if (total.failed > 0) process.exitCode = 1;
  say(`\n${countsLine(total)}`);
});
