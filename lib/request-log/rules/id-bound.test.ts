import { UUID } from "uuidv7";
import { describe, expect, it } from "vitest";
import { newId, type RequestLogId } from "@/lib/ids";
import { leastIdAt } from "./id-bound";

describe("leastIdAt", () => {
  it("stands before every id of its millisecond, and after those of the one before", () => {
    const before = Date.now();
    const id = newId<RequestLogId>();
    const millisecond = Number.parseInt(id.replace("-", "").slice(0, 12), 16);

    expect(millisecond).toBeGreaterThanOrEqual(before);
    expect(leastIdAt(new Date(millisecond)) <= id).toBe(true);
    expect(leastIdAt(new Date(millisecond + 1)) > id).toBe(true);
  });

  it("is an id itself, also for a time before all times", () => {
    expect(UUID.parse(leastIdAt(new Date("2026-03-01T00:00:00Z"))).getVersion()).toBe(7);
    expect(leastIdAt(new Date(-5))).toBe("00000000-0000-7000-8000-000000000000");
  });
});
