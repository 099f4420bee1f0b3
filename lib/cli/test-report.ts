/** The counts of a test run, read from the reports of vitest and Playwright. */
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
