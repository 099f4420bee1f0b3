/** The counts of a test run and what failed, read from the reports of vitest and Playwright. */
import fs from "node:fs";
import * as z from "zod";

export type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

const Count = z.number().int().nonnegative();

const VitestReport = z
  .object({
    success: z.boolean(),
    numPassedTests: Count,
    numFailedTests: Count,
    numPendingTests: Count,
    numTodoTests: Count,
  })
  .transform(
    (report): Counts => ({
      passed: report.numPassedTests,
      // A file that cannot be loaded has no failed test, yet the run has failed.
      failed: report.success ? 0 : Math.max(report.numFailedTests, 1),
      skipped: report.numPendingTests + report.numTodoTests,
    }),
  );

const PlaywrightReport = z
  .object({
    stats: z.object({ expected: Count, unexpected: Count, flaky: Count, skipped: Count }),
    errors: z.array(z.unknown()),
  })
  .transform(
    ({ stats, errors }): Counts => ({
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky + errors.length,
      skipped: stats.skipped,
    }),
  );

/** @returns one failure if there is no report: what did not run has not passed. */
export const vitestCounts = (file: string): Counts => countsOf(VitestReport, file);
export const playwrightCounts = (file: string): Counts => countsOf(PlaywrightReport, file);

function countsOf(schema: z.ZodType<Counts>, file: string): Counts {
  try {
    return schema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const VitestFailures = z
  .object({
    testResults: z.array(
      z.object({
        name: z.string(),
        status: z.string(),
        message: z.string().default(""),
        assertionResults: z.array(
          z.object({
            fullName: z.string(),
            status: z.string(),
            failureMessages: z.array(z.string()).nullish(),
          }),
        ),
      }),
    ),
  })
  .transform(({ testResults }) =>
    testResults.flatMap(({ name, status, message, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === "failed");
      if (status === "failed" && failed.length === 0) return [told(name, message)];
      return failed.map((test) =>
        told(`${name} › ${test.fullName}`, test.failureMessages?.[0] ?? ""),
      );
    }),
  );

/** As much of a failure as tells what went wrong, without the whole of what was compared. */
const told = (name: string, message: string) => `${name}\n    ${message.slice(0, 600)}`;

/**
 * Each failed test by file and name, with the beginning of its message: to be said again at the
 * end of a long run, where it is looked for.
 */
export function vitestFailures(file: string): readonly string[] {
  try {
    return VitestFailures.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return [];
  }
}
