import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { playwrightCounts, vitestCounts, vitestFailures } from "./test-report";

function aReport(content: unknown): string {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "florin-report-")), "report.json");
  fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const vitestRun = {
  success: true,
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
};

it("counts what vitest ran", () => {
  expect(vitestCounts(aReport(vitestRun))).toEqual({ passed: 7, failed: 0, skipped: 1 });
});

it("counts a file that could not be loaded as a failure, though no test of it failed", () => {
  expect(vitestCounts(aReport({ ...vitestRun, success: false }))).toMatchObject({ failed: 1 });
});

it("counts a browser test that passed only at the second try as failed", () => {
  const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 0 };

  expect(playwrightCounts(aReport({ stats, errors: [] }))).toEqual({
    passed: 3,
    failed: 2,
    skipped: 0,
  });
});

it("counts a run without a readable report as a failure", () => {
  expect(vitestCounts(aReport("{"))).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(playwrightCounts("/nowhere/report.json")).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it("names what failed, and files that could not be loaded", () => {
  const passed = { fullName: "holds", status: "passed", failureMessages: [] };
  const failed = { fullName: "breaks", status: "failed", failureMessages: ["expected 1 to be 2"] };
  const testResults = [
    { name: "a.test.ts", status: "failed", message: "", assertionResults: [passed, failed] },
    { name: "b.test.ts", status: "failed", message: "no such module", assertionResults: [] },
    { name: "c.test.ts", status: "passed", message: "", assertionResults: [passed] },
  ];

  expect(vitestFailures(aReport({ ...vitestRun, success: false, testResults }))).toEqual([
    "a.test.ts › breaks\n    expected 1 to be 2",
    "b.test.ts\n    no such module",
  ]);
  expect(vitestFailures("/nowhere/report.json")).toEqual([]);
});
