/** The settings of a process, read and checked once at its start; README.md lists them for people. */
import fs from "node:fs";
import * as z from "zod";

export const ROLES = ["web", "api", "worker"] as const;
export type ProcessRole = (typeof ROLES)[number];

const Count = z.coerce.number().int().positive();
/** An empty variable is one that is not set: compose files and `.env` write them so. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

const Roles = z
  .string()
  .transform((text) => text.split(",").map((role) => role.trim()))
  .pipe(z.array(z.enum(ROLES, `Name roles of ${ROLES.join(", ")}, separated by commas`)).min(1))
  .transform((roles): ReadonlySet<ProcessRole> => new Set(roles));

const Environment = z.object({
  PORT: optional(z.coerce.number().int().min(1).max(65_535)).default(3000),
  HOST: optional(z.string()).default("127.0.0.1"),
  FLORIN_DATA_DIR: optional(z.string()).default(".florin"),
  FLORIN_ROLES: optional(Roles).default(new Set(ROLES)),
  DATABASE_URL: optional(
    z.url({
      protocol: /^postgres(ql)?$/,
      error: "Give an address such as postgresql://user@host/db",
    }),
  ),
  DATABASE_HOT_CONNECTIONS: optional(Count).default(8),
  DATABASE_COLD_CONNECTIONS: optional(Count).default(8),
  WORKER_CONCURRENCY: optional(Count).default(4),
  NEXTAUTH_URL: optional(z.url({ protocol: /^https?$/ })),
  NEXTAUTH_SECRET: optional(z.string().min(16, "Give at least 16 random characters")),
  METRICS_TOKEN: optional(z.string().min(16, "Give at least 16 random characters")),
  RATE_LIMIT_REQUESTS: optional(Count).default(600_000),
  RATE_LIMIT_SECONDS: optional(Count).default(60),
  REQUEST_LOG_DAYS: optional(Count).default(14),
  REQUEST_LOG_BODIES: optional(z.stringbool()).default(true),
  TRUST_PROXY: optional(z.stringbool()).default(false),
  LOG_LEVEL: optional(z.enum(["trace", "debug", "info", "warn", "error", "silent"])).default(
    "info",
  ),
});
export type Environment = z.output<typeof Environment>;

type Variables = Readonly<Record<string, string | undefined>>;

/** Secrets may also be given as a file's path, in a variable of the same name ending in `_FILE`. */
const SECRETS = ["DATABASE_URL", "NEXTAUTH_SECRET", "METRICS_TOKEN"];

/** @returns the settings, or every fault of them at once, a line each. */
export function parseEnvironment(
  variables: Variables,
): { ok: true; environment: Environment } | { ok: false; faults: readonly string[] } {
  const { values, faults } = withSecretFiles(variables);
  const parsed = Environment.safeParse(values);
  if (parsed.success && faults.length === 0) return { ok: true, environment: parsed.data };
  const more = parsed.error?.issues.map(
    ({ path, message }) => `${path[0]?.toString()}: ${message}`,
  );
  return { ok: false, faults: [...faults, ...(more ?? [])] };
}

function withSecretFiles(variables: Variables): { values: Variables; faults: readonly string[] } {
  const values = { ...variables };
  const faults: string[] = [];
  for (const name of SECRETS) {
    const file = variables[`${name}_FILE`];
    if (!file) continue;
    try {
      values[name] = fs.readFileSync(file, "utf8").trim();
    } catch {
      faults.push(`${name}_FILE: ${file} cannot be read`);
    }
  }
  return { values, faults };
}
