import { describe, expect, it } from "vitest";
import { permissionsOf } from "@/lib/auth/permission";
import { rightsOf } from "./rights";
import { deedsFor, walletDeed } from "./wallet-deed";

const offered = (role: "OWNER" | "SUPPORT" | "VIEWER", status: "ACTIVE" | "FROZEN" | "CLOSED") =>
  deedsFor({ status }, rightsOf(permissionsOf(role, "LIVE"))).map(([name]) => name);

describe("what is offered of a wallet", () => {
  it("is nothing to a viewer, and nothing of a closed one", () => {
    expect(offered("VIEWER", "ACTIVE")).toEqual([]);
    expect(offered("OWNER", "CLOSED")).toEqual([]);
  });

  it("lets support top up, debit and hold, and no more", () => {
    expect(offered("SUPPORT", "ACTIVE")).toEqual(["top-up", "debit", "hold"]);
    expect(offered("SUPPORT", "FROZEN")).toEqual([]);
  });

  it("of a frozen one is to thaw it, not to freeze it, and nothing that takes credits", () => {
    const deeds = offered("OWNER", "FROZEN");
    expect(deeds).toContain("unfreeze");
    expect(deeds).not.toContain("freeze");
    expect(deeds).not.toContain("hold");
    expect(deeds).not.toContain("void-wallet");
  });
});

describe("walletDeed", () => {
  it("knows its own names, and none that every object has", () => {
    expect(walletDeed("close")).toBe("close");
    for (const name of ["extend", "toString", null]) expect(walletDeed(name)).toBeUndefined();
  });
});
