import { describe, expect, it } from "vitest";
import { isPassingFault, retryPassingFaults, unavailable } from "./retry";

const fault = (code: string) => Object.assign(new Error(code), { code });

describe("isPassingFault", () => {
  it.each([
    ...["40001", "40P01", "55P03", "57014", "53100", "53200", "53300"],
    ...["57P01", "57P02", "57P03", "57P05", "25006", "08006", "58030", "ECONNRESET"],
  ])("takes %s to pass", (code) => {
    expect(isPassingFault(fault(code))).toBe(true);
  });

  it.each(["22003", "23505", "23514", "42601", "57P04"])("takes %s to stay", (code) => {
    expect(isPassingFault(fault(code))).toBe(false);
  });

  it("knows a cut connection, and nothing that is no error", () => {
    expect(isPassingFault(new Error("Connection terminated unexpectedly"))).toBe(true);
    expect(isPassingFault("40001")).toBe(false);
    expect(isPassingFault(Object.assign(fault("ENOENT"), { syscall: "connect" }))).toBe(true);
    expect(isPassingFault(Object.assign(fault("ENOENT"), { syscall: "open" }))).toBe(false);
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

    await expect(failing).rejects.toMatchObject({
      code: "unavailable",
      details: { retry_after_seconds: 1 },
      // For the log alone.
      cause: { code: "57P03" },
    });
  });

  it("waits for its turn more often than for a database that is away", async () => {
    const longerThan = async (code: string) => {
      let tries = 0;
      return retryPassingFaults(async () => {
        tries++;
        if (tries <= 9) throw fault(code);
        return tries;
      });
    };

    expect(await longerThan("55P03")).toBe(10);
    await expect(longerThan("57P03")).rejects.toMatchObject({ code: "unavailable" });
  });

  it("does not say that the database is away to whoever waited for others in vain", () => {
    expect(unavailable(fault("57P03")).message).toContain("does not answer");
    for (const code of ["40P01", "55P03"]) {
      const { message, cause } = unavailable(fault(code));
      expect([message, cause]).toEqual([
        expect.stringMatching(/^Others acted .*nothing was done/),
        expect.objectContaining({ code }),
      ]);
    }
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
