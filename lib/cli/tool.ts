/** Runs the tools of `node_modules/.bin` as child processes. */
import { spawn } from "node:child_process";
import path from "node:path";

/** The checkout: everything the commands read and run is below it. */
export const ROOT = path.resolve(import.meta.dirname, "../..");

export type ToolResult = { readonly status: number; readonly output: string };

type Options = {
  readonly env?: Readonly<Record<string, string>>;
  /** `show` passes the tool's words through as they come; `keep` returns them. */
  readonly output?: "show" | "keep";
};

/** @param tool a program of `node_modules/.bin`, or a path. */
export function runTool(
  tool: string,
  args: readonly string[],
  { env = {}, output = "keep" }: Options = {},
): Promise<ToolResult> {
  const program = tool.includes("/") ? tool : path.join(ROOT, "node_modules/.bin", tool);
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: output === "show" ? "inherit" : ["ignore", "pipe", "pipe"],
  });
  const chunks: string[] = [];
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ status: status ?? 1, output: chunks.join("") }));
  });
}
