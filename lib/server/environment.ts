/** Reads the process's settings, from its variables and a `.env` file beside the package. */
import fs from "node:fs";
import path from "node:path";
import { type Environment, parseEnvironment } from "@/lib/env";
import { Fault } from "./fault";

const FILE = path.resolve(import.meta.dirname, "../../.env");

/** @throws Fault naming every setting at fault. */
export function readEnvironment(): Environment {
  // What is set outside wins over the file.
  if (fs.existsSync(FILE)) process.loadEnvFile(FILE);
  const parsed = parseEnvironment(process.env);
  if (parsed.ok) return parsed.environment;
  throw new Fault(
    ["Some settings are not right:", ...parsed.faults.map((fault) => `  ${fault}`)].join("\n"),
  );
}
