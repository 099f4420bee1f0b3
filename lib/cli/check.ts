/**
 * `npm run check`: types, lint, boundaries and unused code, told in one readable report.
 * Needs no database.
 */

import { Fault } from "@/lib/server/fault";
import { checkBoundaries } from "./boundaries";
import { generateClientTypes } from "./client-types";
import { generateClient } from "./prisma-client";
import { runCommand, say, step } from "./progress";
import { runTool } from "./tool";

type Finding = { readonly ok: boolean; readonly output: string };

async function checkTypes(): Promise<Finding> {
  // Page and layout props are typed from the routes that exist; `next build` would write the same.
  const routes = await runTool("next", ["typegen"]);
  if (routes.status !== 0) return { ok: false, output: routes.output };
  return ofTool("tsc", ["--noEmit", "--pretty", "false"]);
}

async function ofTool(tool: string, args: readonly string[]): Promise<Finding> {
  const { status, output } = await runTool(tool, args);
  return { ok: status === 0, output };
}

const CHECKS: readonly { title: string; run: () => Promise<Finding> }[] = [
  { title: "types (tsc)", run: checkTypes },
  {
    title: "lint and format (biome)",
    run: () => ofTool("biome", ["check", "--error-on-warnings", "--max-diagnostics=50"]),
  },
  { title: "boundaries (dependency-cruiser)", run: checkBoundaries },
  {
    title: "unused code (knip)",
    run: () => ofTool("knip", ["--no-progress", "--no-config-hints"]),
  },
];

/** @returns the titles of the checks that found something, each finding already shown. */
async function check(): Promise<string[]> {
  const findings = await Promise.all(
    CHECKS.map(async ({ title, run }) => {
      const startedMs = performance.now();
      const finding = await run();
      const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
      say(`${finding.ok ? "✔" : "✘"} ${title} (${seconds} s)`);
      return { title, ...finding };
    }),
  );
  const faulty = findings.filter(({ ok }) => !ok);
  for (const { title, output } of faulty) say(`\n── ${title} ──\n${output.trim()}`);
  return faulty.map(({ title }) => title);
}

await runCommand(async () => {
  await step("Prisma client", generateClient);
  await step("types of the API's client", generateClientTypes);
  const faulty = await check();
  if (faulty.length > 0) throw new Fault(`check failed: ${faulty.join(", ")}`);
});
