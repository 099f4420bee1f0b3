/** The counts of a test run and what failed, read from the reports of vitest and Playwright. */
import fs from "node:fs";
import * as z from "zod";

export type Counts = {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** The names of those that failed once and passed when they were tried again. */
  readonly secondTry: readonly string[];
};

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0, secondTry: [] };
export const FAILED: Counts = { ...NOTHING, failed: 1 };

/** A run in which more tests needed a second try has failed: that is not bad luck any more. */
const MOST_SECOND_TRIES = 2;

export const add = (a: Counts, b: Counts): Counts => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  secondTry: [...a.secondTry, ...b.secondTry],
});

/** "156 passed, 0 failed, 1 only at the second try: tour.spec.ts › each entry leads to its page". */
export function countsLine({ passed, failed, skipped, secondTry }: Counts): string {
  const again = `, ${secondTry.length} only at the second try: ${secondTry.join("; ")}`;
  return [
    `${passed} passed, ${failed} failed`,
    skipped > 0 ? `, ${skipped} skipped` : "",
    secondTry.length > 0 ? again : "",
  ].join("");
}

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
      secondTry: [],
    }),
  );

/** A file or a group of tests, as deep as the tests group them. */
const Suite = z.object({
  title: z.string(),
  specs: z
    .array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) }))
    .default([]),
  get suites() {
    return z.array(Suite).default([]);
  },
});
type Suite = z.output<typeof Suite>;

const PlaywrightReport = z
  .object({
    stats: z.object({ expected: Count, unexpected: Count, flaky: Count, skipped: Count }),
    errors: z.array(z.unknown()),
    suites: z.array(Suite),
  })
  .transform(({ stats, errors, suites }): Counts => {
    const isTooMany = stats.flaky > MOST_SECOND_TRIES;
    return {
      passed: stats.expected + (isTooMany ? 0 : stats.flaky),
      failed: stats.unexpected + errors.length + (isTooMany ? stats.flaky : 0),
      skipped: stats.skipped,
      secondTry: suites.flatMap(secondTries),
    };
  });

const secondTries = ({ title, specs, suites }: Suite): readonly string[] =>
  [
    ...specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")),
    ...suites.flatMap((suite) => secondTries(suite).map((name) => ({ title: name }))),
  ].map((one) => `${title} › ${one.title}`);

/** @returns one failure if there is no report: what did not run has not passed. */
export const vitestCounts = (file: string): Counts => countsOf(VitestReport, file);
export const playwrightCounts = (file: string): Counts => countsOf(PlaywrightReport, file);

function countsOf(schema: z.ZodType<Counts>, file: string): Counts {
  try {
    return schema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    return FAILED;
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
