import { beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { type CustomerId, type EventId, newId } from "@/lib/ids";
import { aPayerOfRows, auditsOf, idsOf, rows, to } from "@/lib/testing/corrections";
import { aContext } from "@/lib/testing/factories";
import { aFeature, anEvent } from "@/lib/testing/usage";
import { totalsOf } from "@/lib/testing/usage-totals";
import { correctEvent } from "./correct-event";

describe("correctEvent", () => {
  let ctx: Context;
  beforeEach(async () => {
    ctx = await aContext();
  });
  const aRowPayer = (grants?: string[]) => aPayerOfRows(ctx, grants);

  describe("refuses, and changes nothing", () => {
    const unchanged = async (customerId: CustomerId, act: () => Promise<unknown>, code: object) => {
      const before = await totalsOf(customerId);
      await expect(act()).rejects.toMatchObject(code);
      expect(await totalsOf(customerId)).toEqual(before);
      expect(await auditsOf(customerId)).toEqual([]);
    };

    it("more than was used, or as much", async () => {
      const { customerId, externalId } = await aRowPayer();
      const [id] = await idsOf(ctx, [rows(externalId, "5")]);
      if (!id) throw new Error("no event");
      for (const quantity of ["5", "6"]) {
        await unchanged(customerId, () => correctEvent(ctx, id, to(quantity)), {
          code: "validation_error",
        });
      }
      for (const quantity of ["0", "-1"]) expect(() => to(quantity)).toThrow("above zero");
      expect(() => to("1", { reason: " " })).toThrow("Say why");
    });

    it("an event that was refused, or that nobody has", async () => {
      const { customerId, externalId } = await aRowPayer(["1"]);
      const [refused] = await idsOf(ctx, [rows(externalId, "5")]);
      if (!refused) throw new Error("no event");
      await unchanged(customerId, () => correctEvent(ctx, refused, to(null)), {
        ...{ code: "invalid_state", details: { state: "refused" } },
      });
      await unchanged(customerId, () => correctEvent(ctx, newId<EventId>(), to(null)), {
        code: "not_found",
      });
    });

    it("another organization's event", async () => {
      const { customerId, externalId } = await aRowPayer();
      const [id] = await idsOf(ctx, [rows(externalId, "5")]);
      if (!id) throw new Error("no event");
      const stranger = await aContext();
      await unchanged(customerId, () => correctEvent(stranger, id, to(null)), {
        code: "not_found",
      });
    });

    it("what would come to something else than was shown", async () => {
      const { customerId, externalId } = await aRowPayer();
      const [id] = await idsOf(ctx, [rows(externalId, "5")]);
      if (!id) throw new Error("no event");
      await unchanged(
        customerId,
        () => correctEvent(ctx, id, to("2", { fingerprint: "0".repeat(32) })),
        { code: "stale_preview" },
      );
    });

    it("a count of less than one, and less use that costs more", async () => {
      const { customerId, externalId } = await aRowPayer();
      await aFeature(ctx);
      const [one] = await idsOf(ctx, [anEvent(externalId)]);
      if (!one) throw new Error("no event");
      await unchanged(customerId, () => correctEvent(ctx, one, to("0.5")), {
        code: "validation_error",
      });
    });
  });
});
