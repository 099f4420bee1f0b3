import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseEnvironment } from "./env";

describe("parseEnvironment", () => {
  it("needs nothing", () => {
    expect(parseEnvironment({})).toMatchObject({
      ok: true,
      environment: { PORT: 3000, FLORIN_DATA_DIR: ".florin", TRUST_PROXY: false },
    });
  });

  it("reads an empty variable as one that is not set", () => {
    expect(parseEnvironment({ PORT: "", DATABASE_URL: "", FLORIN_ROLES: "" })).toEqual(
      parseEnvironment({}),
    );
  });

  it("takes the roles apart", () => {
    expect(parseEnvironment({ FLORIN_ROLES: "api, worker" })).toMatchObject({
      environment: { FLORIN_ROLES: new Set(["api", "worker"]) },
    });
  });

  it("names every fault at once", () => {
    const parsed = parseEnvironment({
      PORT: "70000",
      FLORIN_ROLES: "web,cook",
      DATABASE_URL: "mysql://localhost/florin",
      NEXTAUTH_SECRET: "short",
    });

    const faults = parsed.ok ? [] : parsed.faults.map((fault) => fault.split(":")[0]);
    expect(faults.toSorted()).toEqual(["DATABASE_URL", "FLORIN_ROLES", "NEXTAUTH_SECRET", "PORT"]);
  });

  it("reads a secret from the file that its twin names", () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "florin-env-")), "secret");
    fs.writeFileSync(file, "sixteen letters or more\n");

    expect(parseEnvironment({ NEXTAUTH_SECRET_FILE: file })).toMatchObject({
      environment: { NEXTAUTH_SECRET: "sixteen letters or more" },
    });
    expect(parseEnvironment({ NEXTAUTH_SECRET_FILE: `${file}.gone` })).toEqual({
      ok: false,
      faults: [`NEXTAUTH_SECRET_FILE: ${file}.gone cannot be read`],
    });
  });
});
