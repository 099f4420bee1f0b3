/**
 * Who may import whom. `npm run check` enforces it and fails if too few modules were seen, so
 * that a configuration which reads nothing cannot pass.
 */

/** From the outside in: a slice may import those after it, never those before. */
const SLICES = [
  ["test-clock", "export"],
  ["webhook", "alert", "report", "approval", "stripe"],
  ["usage"],
  ["entitlement"],
  ["rating"],
  ["payment"],
  ["subscription"],
  ["invoicing"],
  ["metering"],
  ["ledger"],
  ["catalog"],
  ["customer"],
];
/** Belongs to no place in the order: the gates and settings use it, it uses none of them. */
const LEAVES = ["api-key", "request-log"];
const ALL_SLICES = [...SLICES.flat(), ...LEAVES].join("|");
const TESTS = "\\.test\\.tsx?$|^lib/testing/|^e2e/";
const SQL_CLIENT = "^lib/db/(hot-pool|prisma|generated)|node_modules/(pg|@prisma/[^/]+)/";

const sliceOrder = SLICES.slice(1).map((group, index) => ({
  name: "slice-order",
  comment: `${group.join(", ")} must not import a slice that stands before it`,
  severity: "error",
  from: { path: `^lib/(${group.join("|")})/`, pathNot: TESTS },
  to: { path: `^lib/(${[...SLICES.slice(0, index + 1).flat(), ...LEAVES].join("|")})/` },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
const configuration = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "a cycle has no beginning to read from",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "rules-are-pure",
      comment: "rules/ imports only rules, money, time, ids, errors, and the types of a context",
      severity: "error",
      from: { path: "^lib/[^/]+/rules/", pathNot: TESTS },
      to: {
        pathNot:
          "^lib/[^/]+/rules/|^lib/(money|time)/|^lib/(ids|derived-id|digest|errors|context)\\.ts$",
      },
    },
    {
      name: "money-and-time-stand-alone",
      comment: "money, time and text import nothing of ours",
      severity: "error",
      from: { path: "^lib/(money|time|text)/", pathNot: TESTS },
      to: { path: "^(lib|app|components)/", pathNot: "^lib/(money|time|text)/" },
    },
    {
      name: "sql-in-stores-and-reads",
      comment:
        "only stores, reads, db, audit, outbox, auth, the gates, the server and tests touch the client",
      severity: "error",
      from: {
        path: "^(lib|app|components)/",
        pathNot: `^lib/[^/]+/(store|reads)(/|\\.ts$)|^lib/(db|audit|outbox|auth|transport|server|cli|jobs)/|${TESTS}`,
      },
      to: { path: SQL_CLIENT },
    },
    {
      name: "writes-use-transact-only",
      comment: "a write sees transact, never the client",
      severity: "error",
      from: { path: "^lib/[^/]+/writes/", pathNot: TESTS },
      to: { path: SQL_CLIENT },
    },
    {
      name: "domain-knows-no-framework",
      comment:
        "next, react, react-query and hono stay in app, components, the edges of lib, and client.ts",
      severity: "error",
      from: {
        path: "^lib/",
        pathNot: `^lib/(transport|auth|api|server)/|^lib/[^/]+/client(/|\\.tsx?$)|${TESTS}`,
      },
      to: {
        path: "node_modules/(next|next-auth|react|react-dom|@tanstack/react-query|hono|@hono/[^/]+)/",
      },
    },
    {
      name: "lib-never-reaches-up",
      comment: "lib imports nothing from app or components",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "components-are-told-not-fetching",
      comment:
        "components take schema, client, money, time, ids, errors, result, permission; never reads, writes or store",
      severity: "error",
      from: { path: "^components/|/_components/", pathNot: TESTS },
      to: {
        path: "^lib/",
        pathNot:
          "^lib/(money|time)/|^lib/(ids|errors)\\.ts$|^lib/[^/]+/(schema|client)(/|\\.tsx?$)|^lib/transport/result\\.ts$|^lib/auth/permission\\.ts$",
      },
    },
    {
      name: "slices-know-no-surface",
      comment: "a slice imports no gate, API, server, job or command",
      severity: "error",
      from: { path: `^lib/(${ALL_SLICES}|db|audit|outbox|money|time)/`, pathNot: TESTS },
      to: { path: "^lib/(transport|api|server|jobs|cli)/" },
    },
    ...sliceOrder,
    {
      name: "client-stands-alone",
      comment: "the API's client knows the API by its document alone",
      severity: "error",
      from: { path: "^lib/sdk/", pathNot: TESTS },
      to: { path: "^(lib|app|components)/", pathNot: "^lib/sdk/" },
    },
    {
      name: "one-poster",
      comment: "only the ledger's poster writes ledger tables",
      severity: "error",
      from: {
        path: "^(lib|app|components)/",
        pathNot: `^lib/ledger/(post|preview|lane|store)|${TESTS}`,
      },
      to: { path: "^lib/ledger/store/(write|insert)" },
    },
    {
      name: "tests-stay-out",
      comment: "production code imports no test and nothing of lib/testing",
      severity: "error",
      from: { path: "^(lib|app|components)/", pathNot: TESTS },
      to: { path: TESTS },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules|^lib/(db|sdk)/generated" },
    exclude: { path: "^\\.next|\\.css$" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};

export default configuration;
