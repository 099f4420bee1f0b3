/**
 * The import rules of `.dependency-cruiser.mjs`, and the one rule that imports cannot tell:
 * the ledger's tables are written by the ledger alone.
 */
import fs from "node:fs";
import path from "node:path";
import { ROOT, runTool } from "./tool";

type Violation = {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly comment?: string;
  readonly cycle?: readonly { readonly name: string }[];
};
type Module = {
  readonly source: string;
  readonly dependencies: readonly { readonly module: string; readonly couldNotResolve: boolean }[];
};
type Report = {
  readonly modules: readonly Module[];
  readonly summary: { readonly violations: readonly Violation[] };
};

const FOLDERS = ["app", "components", "lib"];
const OURS = /^(app|components|lib)\/(?!db\/generated\/).*\.tsx?$/;
/** A cruise that sees fewer modules has read the wrong thing, and its silence means nothing. */
const LEAST_MODULES = 400;

const LEDGER_WRITE =
  /\b(insert\s+into|update|delete\s+from)\s+"?(ledger_transaction|wallet_posting|ledger_entry|ledger_day|credit_grant|credit_hold|overage_lot|wallet|wallet_refill)"?\b/i;
/** The bench may load millions of debits into a database of its own: to post each would take hours. */
const MAY_WRITE_LEDGER =
  /^lib\/(ledger|testing)\/|^lib\/cli\/bench\/(history|load-sql)\.ts$|\.test\.tsx?$/;

export async function checkBoundaries(): Promise<{ ok: boolean; output: string }> {
  const { status, output } = await runTool("depcruise", [
    ...FOLDERS,
    "--config",
    ".dependency-cruiser.mjs",
    "--output-type",
    "json",
  ]);
  const report = reportOf(output);
  if (!report) return { ok: false, output: `dependency-cruiser failed (${status}):\n${output}` };
  const sources = report.modules.map(({ source }) => source).filter((source) => OURS.test(source));
  const findings = [
    ...report.summary.violations.map(described),
    ...unresolved(report.modules),
    ...sources.filter(writesLedger).map((file) => `one-poster: ${file} writes a ledger table`),
  ];
  if (sources.length < LEAST_MODULES) {
    findings.push(`only ${sources.length} modules were seen, fewer than ${LEAST_MODULES}`);
  }
  return { ok: findings.length === 0, output: findings.join("\n") };
}

function reportOf(output: string): Report | undefined {
  try {
    return JSON.parse(output.slice(output.indexOf("{"))) as Report;
  } catch {
    return undefined;
  }
}

function described({ from, to, rule, comment, cycle }: Violation): string {
  const way = cycle ? cycle.map(({ name }) => name).join(" → ") : to;
  return `${rule.name}: ${from} → ${way}${comment ? `\n    ${comment}` : ""}`;
}

/** An import that leads nowhere is one that no rule was held against. */
const unresolved = (modules: readonly Module[]) =>
  modules.flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ couldNotResolve }) => couldNotResolve)
      .map(({ module }) => `unresolved: ${source} → ${module}`),
  );

const writesLedger = (file: string) =>
  !MAY_WRITE_LEDGER.test(file) && LEDGER_WRITE.test(fs.readFileSync(path.join(ROOT, file), "utf8"));
