import { describe, expect, it } from "vitest";
import { isPassingFault, retryPassingFaults } from "./retry";

const fault = (code: string) => Object.assign(new Error(code), { code });

describe("isPassingFault", () => {
  it.each(["40001", "40P01", "55P03", "57P01", "08006", "ECONNRESET"])(
    "takes %s to pass",
    (code) => {
      expect(isPassingFault(fault(code))).toBe(true);
    },
  );

  it.each(["22003", "23505", "23514", "42601", "57014"])("takes %s to stay", (code) => {
    expect(isPassingFault(fault(code))).toBe(false);
  });

  it("knows a cut connection, and nothing that is no error", () => {
    expect(isPassingFault(new Error("Connection terminated unexpectedly"))).toBe(true);
    expect(isPassingFault("40001")).toBe(false);
  });
});

describe("retryPassingFaults", () => {
  it("tries again until it succeeds", async () => {
    let tries = 0;
    const answer = await retryPassingFaults(async () => {
      tries++;
      if (tries < 3) throw fault("40P01");
      return "done";
    });

    expect([answer, tries]).toEqual(["done", 3]);
  });

  it("says that the database is unavailable when the fault outlasts its tries", async () => {
    const failing = retryPassingFaults(() => Promise.reject(fault("57P03")));

    await expect(failing).rejects.toMatchObject({ code: "unavailable" });
  });

  it("tries nothing again that would fail again", async () => {
    let tries = 0;
    const failing = retryPassingFaults(() => {
      tries++;
      return Promise.reject(fault("23514"));
    });

    await expect(failing).rejects.toThrow("23514");
    expect(tries).toBe(1);
  });
});
