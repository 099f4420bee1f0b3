import { describe, expect, it } from "vitest";
import { TopUpForm, type TopUpFormFields, topUpOf } from "./top-up-fields";

const PACK = "pack_01jd0000000000000000000000";
const fields = (over: Partial<TopUpFormFields>): TopUpFormFields => ({
  ...{ walletId: "wal", kind: "free", by: "credits", credits: "", money: "", packId: PACK },
  ...{
    quantity: "1",
    availability: "on_payment",
    term: "",
    day: "",
    zone: "UTC",
    priority: "",
    name: "",
    reason: "",
  },
  ...{ reference: "ref", ...over },
});
const faultsOf = (over: Partial<TopUpFormFields>) =>
  TopUpForm.safeParse(fields(over)).error?.issues.map(({ path }) => path.join(".")) ?? [];

describe("topUpOf", () => {
  it("sends only the fields of the chosen kind, amounts cleaned", () => {
    expect(topUpOf(fields({ credits: "1,250.5", money: "9" }))).toMatchObject({
      kind: "free",
      credits: "1250.5",
    });
    expect(topUpOf(fields({ kind: "bought", by: "money", credits: "7", money: "$49.90" }))).toEqual(
      expect.objectContaining({ credits: null, money: "49.90", availability: "on_payment" }),
    );
    const pack = topUpOf(fields({ kind: "pack", quantity: "3", priority: "1" }));
    expect(pack).toMatchObject({ quantity: 3, priority: 1 });
    expect(pack).not.toHaveProperty("credits");
    expect(topUpOf(fields({ kind: "pack" }))).toMatchObject({ priority: null });
  });

  it("says an end as a term in days or as a day, never both", () => {
    expect(topUpOf(fields({ term: "90" }))).toMatchObject({
      expiresAfterDays: 90,
      expiresAt: null,
    });
    expect(topUpOf(fields({ term: "day", day: "2027-01-31" }))).toMatchObject({
      expiresAfterDays: null,
      expiresAt: "2027-01-31T00:00:00.000Z",
    });
    const inBerlin = fields({ term: "day", day: "2027-06-30", zone: "Europe/Berlin" });
    expect(topUpOf(inBerlin)).toMatchObject({ expiresAt: "2027-06-29T22:00:00.000Z" });
    expect(topUpOf(fields({}))).toMatchObject({ expiresAfterDays: null, expiresAt: null });
  });
});

describe("TopUpForm", () => {
  it("puts each fault on the field that the person sees", () => {
    expect(faultsOf({ credits: "" })).toEqual(["credits"]);
    expect(faultsOf({ kind: "bought", by: "money", money: "-3" })).toEqual(["money"]);
    expect(faultsOf({ kind: "pack", packId: "" })).toEqual(["packId"]);
    for (const quantity of ["", "0", "1.5", "two"]) {
      expect(faultsOf({ kind: "pack", quantity })).toEqual(["quantity"]);
    }
    expect(faultsOf({ credits: "5", term: "day", day: "" })).toEqual(["day"]);
  });

  it("takes what is whole", () => {
    expect(faultsOf({ credits: "5" })).toEqual([]);
    expect(faultsOf({ kind: "pack" })).toEqual([]);
  });
});
