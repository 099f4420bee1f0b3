import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { countAll } from "@/lib/testing/api-refusal";
import { aShop } from "@/lib/testing/api-shop";
import { aContext } from "@/lib/testing/factories";

describe("post /invoices/{id}/finalize", () => {
  it("answers with an invoice that is final already, and changes nothing", async () => {
    const { caller, ids } = await aShop();
    const before = await countAll();
    const { status, body } = await caller.post(`/invoices/${ids.invoiceId}/finalize`);

    expect(status).toBe(200);
    expect(body).toEqual({
      ...(await caller.get(`/invoices/${ids.invoiceId}`)).body,
      message: "Invoice is final",
    });
    expect(body).toMatchObject({ invoice_status: "FINALIZED", total: "1000" });
    expect(await countAll()).toEqual(before);
  });

  it("refuses one that was voided, and another organization's", async () => {
    const { caller, ids } = await aShop();
    const path = `/invoices/${ids.invoiceId}/finalize`;
    const stranger = await aCaller(await aContext());

    expect(await stranger.post(path)).toMatchObject({ status: 404, body: { code: "not_found" } });
    await caller.post(`/invoices/${ids.invoiceId}/void`, { reason: "Typed twice" });
    expect(await caller.post(path)).toMatchObject({
      status: 409,
      body: { code: "invalid_state", details: { entity: "invoice", state: "VOID" } },
    });
  });
});

describe("post /invoices/{id}/void", () => {
  it("needs no body, and says so of the invoice's end", async () => {
    const { caller, ids } = await aShop();

    expect(await caller.send(`/invoices/${ids.invoiceId}/void`, { method: "POST" })).toMatchObject({
      status: 200,
      body: { id: ids.invoiceId, invoice_status: "VOIDED", message: "Invoice voided" },
    });
  });

  it("leaves another organization's as it was", async () => {
    const { caller, ids } = await aShop();
    const stranger = await aCaller(await aContext());

    expect((await stranger.post(`/invoices/${ids.invoiceId}/void`, {})).status).toBe(404);
    expect((await caller.get(`/invoices/${ids.invoiceId}`)).body.invoice_status).toBe("FINALIZED");
  });
});
