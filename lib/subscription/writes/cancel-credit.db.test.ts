import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { InvoiceId, idText } from "@/lib/ids";
import { PaymentInput } from "@/lib/invoicing/schema";
import { recordPayment } from "@/lib/invoicing/writes/record-payment";
import { post } from "@/lib/ledger/post";
import type { PlanTerms } from "@/lib/testing/billing";
import { later } from "@/lib/testing/factories";
import { aSubscription, invoicesOf, type Subscribed } from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { findSubscription } from "../reads";
import { type CancelFields, CancelInput, StartInput } from "../schema";
import { cancelAndTell } from "./cancel-subscription";
import { cancelAsShown, foreseeCancel } from "./foresee-subscription";
import { startSubscription } from "./start-subscription";

const standingOf = async ({ walletId }: Subscribed) => {
  const [row] = await readSql(
    `SELECT sum(available)::float8 AS available, sum(voided)::float8 AS voided
     FROM credit_grant WHERE wallet_id = $1::uuid`,
    [walletId],
  );
  return row;
};
const totalsOf = async (own: Subscribed) => (await invoicesOf(own)).map(({ total }) => total);

describe("unused time that is given back", () => {
  const credited = { when: "now", unused: "credit" } as const;
  /** 310 USD for March, 2,500 credits; paid unless told. */
  async function aPaidMarch(terms: PlanTerms = {}, paid: string | null = "all") {
    const own = await aSubscription(
      { fee: "310", feePeriod: "MONTHLY", ...terms },
      { at: "2026-03-01T00:00:00Z" },
    );
    const [first] = await invoicesOf(own);
    if (first && paid !== null) {
      const amount = paid === "all" ? null : paid;
      await recordPayment(own.ctx, InvoiceId.parse(first.id), PaymentInput.parse({ amount }));
    }
    return own;
  }
  const at = (own: Subscribed, day: string) => later(own.ctx, `2026-03-${day}T00:00:00Z`);
  const spend = async (own: Subscribed, day: string, amount: string) => {
    const ctx = at(own, day);
    expect(await post(ctx, aDebit(ctx, own, amount))).toMatchObject({ ok: true });
  };
  const closingOf = async (own: Subscribed, day: string, fields: CancelFields = credited) =>
    (await cancelAndTell(at(own, day), own.id, CancelInput.parse(fields))).closing;

  it("waits for the customer's next invoice, where the closing one asks for less", async () => {
    const own = await aPaidMarch();

    const closing = await closingOf(own, "11");

    // 21 of 31 days.
    expect(closing).toMatchObject({
      ...{ credited: "210", carried: "210", isCarriedOn: false, unpaid: [] },
      unspentCredits: "2500",
      invoice: {
        total: "0",
        lines: [
          { kind: "credit", description: expect.stringMatching(/^Unused: /), amount: "-210" },
          { kind: "carried", amount: "210" },
        ],
      },
    });
    expect(await standingOf(own)).toMatchObject({ available: 0, voided: 2500 });
    const { planId = "" } = (await findSubscription(own.ctx, own.id)) ?? {};
    const again = { customerId: idText("cus", own.customerId), planId };
    await startSubscription(at(own, "11"), StartInput.parse(again));
    expect(await totalsOf(own)).toEqual(["310", "0", "100"]);
  });

  it("is the lesser share: of credits that are spent, nothing", async () => {
    const spent = await aPaidMarch();
    await spend(spent, "03", "2500");
    const mostly = await aPaidMarch();
    await spend(mostly, "03", "2250");

    expect(await closingOf(spent, "03")).toMatchObject({ credited: "0", invoice: null });
    expect(await closingOf(mostly, "03")).toMatchObject({ credited: "31", carried: "31" });
  });

  it("is never more than was paid", async () => {
    const unpaid = await aPaidMarch({}, null);
    const partly = await aPaidMarch({}, "100");
    const [{ id, number } = { id: "", number: "" }] = await invoicesOf(unpaid);

    expect(await closingOf(unpaid, "11")).toMatchObject({
      ...{ credited: "0", invoice: null, unpaid: [{ id, number }] },
    });
    expect(await closingOf(partly, "11")).toMatchObject({ credited: "100", carried: "100" });
  });

  it("is given once, however many ask at the same time", async () => {
    const own = await aPaidMarch();

    const asked = [1, 2, 3, 4].map(() => closingOf(own, "11"));
    const answers = await Promise.allSettled(asked);

    const [done, another] = answers.filter((answer) => answer.status === "fulfilled");
    expect(done?.value).toMatchObject({ credited: "210", carried: "210" });
    expect(another).toBeUndefined();
    expect(await totalsOf(own)).toEqual(["310", "0"]);
  });

  it("is nothing unless it is asked for", async () => {
    const own = await aPaidMarch();

    expect(await closingOf(own, "11", { when: "now" })).toMatchObject({ credited: "0" });
  });

  it.each([
    [{ unused: "credit" }, "unused"],
    [{ when: "now", unused: "credit", credits: "keep" }, "unused"],
  ] as const)("is refused with %o, and nothing changes", async (fields, field) => {
    const own = await aPaidMarch();

    await expect(closingOf(own, "11", fields)).rejects.toMatchObject({
      code: "validation_error",
      details: { fields: { [field]: [expect.any(String)] } },
    });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE" });
    expect(await standingOf(own)).toMatchObject({ available: 2500 });
  });

  it("asks for credits that were used ahead of a fee that is paid afterwards", async () => {
    const own = await aPaidMarch({ timing: "ARREAR" }, null);
    await spend(own, "03", "2500");

    await closingOf(own, "11", { when: "now" });

    expect((await totalsOf(own)).at(-1)).toBe("310");
  });

  it("is foreseen to the cent, and held to it", async () => {
    const own = await aPaidMarch();
    const input = CancelInput.parse(credited);
    const { answer, fingerprint } = await foreseeCancel(at(own, "11"), own.id, input);
    expect(answer.closing).toMatchObject({ credited: "210" });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE" });

    const soon = later(own.ctx, "2026-03-11T00:14:00Z");
    const done = await cancelAsShown(soon, own.id, { ...input, fingerprint });

    expect(done.answer.closing).toMatchObject({ credited: "210" });
    expect(done.answer.subscription.endsAt).toBe("2026-03-11T00:00:00.000Z");
  });

  it("refuses what has moved since it was shown", async () => {
    const own = await aPaidMarch();
    const input = CancelInput.parse(credited);
    const { fingerprint } = await foreseeCancel(at(own, "11"), own.id, input);
    await spend(own, "11", "2500");

    await expect(
      cancelAsShown(at(own, "11"), own.id, { ...input, fingerprint }),
    ).rejects.toMatchObject({ code: "stale_preview" });
    expect(await findSubscription(own.ctx, own.id)).toMatchObject({ status: "ACTIVE" });
  });
});
