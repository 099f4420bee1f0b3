import { beforeAll, describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { aCaller, type Caller } from "@/lib/testing/api";
import { anEvent, aUser } from "@/lib/testing/api-usage";
import { aWalletBy } from "@/lib/testing/api-wallet";
import { aContext } from "@/lib/testing/factories";
import { anAccount } from "@/lib/testing/wallets";
import type { WalletTransactionDialect } from "./dialect/wallet-transaction";

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const inTen = inDays(10);

type Item = WalletTransactionDialect;

/** Gifts, a purchase that waits, use, a debit and what was given back of it, and holds. */
async function aLife() {
  const { caller, wallet } = await aUser("100");
  const done = async (path: string, body: object) => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const give = (over: object) => done("/credit-grants", { wallet_id: wallet.id, ...over });
  await give({ amount: "20", priority: 5, expires_at: inTen, grant_type: "promotional" });
  await give({ amount: "8", priority: 7, effective_at: inDays(2), grant_type: "prepaid" });
  const bought = await done(`/wallets/${wallet.id}/top-up`, {
    ...{ credits_to_add: "1000", transaction_reason: "PURCHASED_CREDIT_INVOICED" },
    ...{ idempotency_key: "buy", expiry_date_utc: inDays(30) },
  });
  await done("/events", anEvent({ event_id: "e-1" }));
  const debit = { credits: "7", idempotency_key: "debit", description: "Ticket 4711" };
  const debited = await done(`/wallets/${wallet.id}/debit`, debit);
  const back = { credits: "2", reason: "Too much", idempotency_key: "back" };
  await done(`/transactions/${debited.transaction_id}/reverse`, back);
  const held = { wallet_id: wallet.id, credits: "5", idempotency_key: "hold" };
  const hold = await done("/holds", held);
  await done(`/holds/${hold.id}/capture`, { credits: "3", idempotency_key: "take", final: true });
  const paid = { payment_status: "SUCCEEDED", idempotency_key: "pay" };
  const { status } = await caller.put(`/invoices/${bought.invoice_id}/payment`, paid);
  expect(status).toBe(200);
  // Over before it came.
  await give({ amount: "6", priority: 2, effective_at: inDays(-5), expires_at: inDays(-1) });
  return { caller, wallet, bought, debited };
}

describe("a wallet's transactions", () => {
  let caller: Caller;
  let wallet: { readonly id: string };
  let life: Awaited<ReturnType<typeof aLife>>;
  let all: readonly Item[];

  const list = (query: string) => caller.get(`/wallets/${wallet.id}/transactions?${query}`);
  const found = async (query: string): Promise<readonly Item[]> => {
    const { status, body } = await list(query);
    expect([query, status]).toEqual([query, 200]);
    return body.items;
  };

  beforeAll(async () => {
    life = await aLife();
    ({ caller, wallet } = life);
    all = await found("limit=1000");
  });

  /** Exactly those of the whole list, in its order. */
  const expectThose = async (query: string, isMeant: (item: Item) => boolean) =>
    expect([query, await found(query)]).toEqual([query, all.filter(isMeant)]);

  it.each(["type", "transaction_status", "transaction_reason", "reference_type", "created_by"])(
    "are narrowed by %s to those that tell it",
    async (field) => {
      const told = (item: Item) => String(item[field as keyof Item]);
      const values = new Set(all.map(told));
      for (const value of values) {
        await expectThose(`${field}=${encodeURIComponent(value)}`, (item) => told(item) === value);
      }
    },
  );

  it("tell of each kind, so that each filter has what it finds and what it leaves", () => {
    const reasons = new Set(all.map((item) => item.transaction_reason));
    expect([...reasons].sort()).toEqual([
      ...["CREDIT_ADJUSTMENT", "FREE_CREDIT_GRANT", "MANUAL_BALANCE_DEBIT"],
      ...["PURCHASED_CREDIT_DIRECT", "USAGE"],
    ]);
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(["credit", "debit"]));
    expect(new Set(all.map((item) => item.transaction_status)).size).toBe(2);
    expect(new Set(all.map((item) => item.reference_type))).toEqual(
      new Set(["REQUEST", "INVOICE"]),
    );
    expect(new Set(all.map(({ priority }) => priority)).size).toBeGreaterThan(3);
  });

  it("are narrowed by what caused them", async () => {
    const causes = all.flatMap(({ reference_id }) => reference_id ?? []);
    expect(causes).toContain(life.bought.invoice_id);
    expect(causes.some((id) => id.startsWith("evt_"))).toBe(true);
    for (const id of causes) {
      await expectThose(`reference_id=${id}`, (item) => item.reference_id === id);
      await expectThose(`reference_id=${id}&reference_type=INVOICE`, (item) => {
        return item.reference_id === id && item.reference_type === "INVOICE";
      });
    }
    expect(await found("reference_id=nothing")).toEqual([]);
  });

  it("are narrowed by the grant that they gave", async () => {
    for (const priority of [2, 5, 7, 10]) {
      await expectThose(`priority=${priority}`, (item) => item.priority === priority);
    }
    const ends = (item: Item) => item.expiry_date ?? "";
    await expectThose(
      `expiry_date_before=${inTen}`,
      (one) => ends(one) !== "" && ends(one) <= inTen,
    );
    await expectThose(`expiry_date_after=${inTen}`, (one) => ends(one) >= inTen);
    await expectThose(`expiry_date_after=${inTen}&expiry_date_before=${inTen}`, (one) => {
      return ends(one) === inTen;
    });
    const left = (item: Item) => Number(item.credits_available);
    for (const least of ["0", "19.5", "90", "999.999999999", "5000"]) {
      await expectThose(`credits_available_gt=${least}`, (one) => left(one) > Number(least));
    }
    await expectThose(`priority=5&type=debit`, () => false);
    await expectThose(`credits_available_gt=0&priority=2`, () => false);
  });

  it("are narrowed by all that is asked at once", async () => {
    await expectThose("type=credit&transaction_status=pending", (item) => {
      return item.transaction_status === "pending";
    });
    await expectThose("type=debit&transaction_reason=USAGE&reference_type=REQUEST", (item) => {
      return item.type === "debit" && item.transaction_reason === "USAGE";
    });
    await expectThose("status=published&limit=1000&sort=created_at&order=desc", () => true);
    await expectThose(`id=${wallet.id}`, () => true);
  });

  it.each([
    ...["transaction_status=failed", "status=archived", "reference_type=PAYMENT"],
    ...[
      "transaction_reason=CREDIT_NOTE",
      "transaction_reason=INVOICE_PAYMENT",
      "created_by=Nobody",
    ],
  ])("are none for %s", async (query) => expect(await found(query)).toEqual([]));

  it.each(["asc", "desc"])("walk each once in order %s, by cursor and by offset", async (order) => {
    const whole = await found(`order=${order}`);
    expect(whole).toEqual(order === "desc" ? all : all.toReversed());
    const some = "transaction_status=completed";
    const meant = whole.filter((item) => item.transaction_status === "completed");
    const walked: Item[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const after: string = cursor && `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await list(`${some}&order=${order}&limit=2${after}`);
      walked.push(...body.items);
      cursor = body.next_cursor;
    }
    expect(walked).toEqual(meant);
    const second = await found(`${some}&order=${order}&limit=2&offset=3`);
    expect(second).toEqual(meant.slice(3, 5));
  });

  it("say that a closed wallet ended them, and still what each gave", async () => {
    const closed = await aWalletBy(caller, { name: "Trial", initial_credits_to_load: "9" });
    await caller.post(`/wallets/${closed.id}/terminate`);
    const path = `/wallets/${closed.id}/transactions`;

    const { items } = (await caller.get(`${path}?transaction_reason=WALLET_TERMINATION`)).body;
    expect(items).toMatchObject([{ kind: "close", type: "debit", credit_amount: "9" }]);
    const given = (await caller.get(`${path}?type=credit`)).body.items;
    expect(given).toMatchObject([{ kind: "grant", credit_amount: "9", credits_available: "0" }]);
  });

  it("are told by what a grant holds now, though nobody has booked its end", async () => {
    const began = await aContext({ at: new Date(Date.now() - 5 * DAY_MS) });
    const ended = { amount: credits("10"), expiresAt: new Date(Date.now() - DAY_MS) };
    const account = await anAccount(began, [{ name: "A", ...ended }, "100"]);
    const path = `/wallets/${idText("wal", account.walletId)}`;
    const own = await aCaller(began);
    const amounts = async (query: string) => {
      const { items } = (await own.get(`${path}/transactions?${query}`)).body;
      return items.map((item: Item) => `${item.kind} ${item.credit_amount}`);
    };

    expect(await amounts("credits_available_gt=0")).toEqual(["grant 100"]);
    expect(await amounts("transaction_reason=CREDIT_EXPIRED")).toEqual([]);
    const debit = { credits: "1", idempotency_key: "debit" };
    expect((await own.post(`${path}/debit`, debit)).status).toBe(200);
    expect(await amounts("transaction_reason=CREDIT_EXPIRED")).toEqual(["due 10"]);
    expect(await amounts("transaction_reason=CREDIT_ADJUSTMENT")).toEqual([]);
    expect(await amounts("credits_available_gt=98")).toEqual(["grant 100"]);
    expect(await amounts("credits_available_gt=99")).toEqual([]);
  });

  it("are not told to another organization, whatever is asked", async () => {
    const stranger = await aCaller(await aContext());

    for (const query of ["", "type=credit", `reference_id=${life.bought.invoice_id}`]) {
      const path = `/wallets/${wallet.id}/transactions?${query}`;
      expect((await stranger.get(path)).status).toBe(404);
    }
  });

  it.each([
    ["type=gift", "type", '"credit"|"debit"'],
    ["transaction_status=done", "transaction_status", '"failed"'],
    ["transaction_reason=WHY", "transaction_reason", '"CREDIT_NOTE"'],
    ["reference_type=ORDER", "reference_type", '"EXTERNAL"'],
    ["order=up", "order", '"asc"|"desc"'],
    ["sort=amount", "sort", '"created_at"'],
    ["status=gone", "status", '"archived"'],
    ["priority=first", "priority", "whole number"],
    ["credits_available_gt=-1", "credits_available_gt", ""],
    ["credits_available_gt=NaN", "credits_available_gt", ""],
    ["expiry_date_before=soon", "expiry_date_before", "2026-03-01"],
    ["type=credit&type=debit", "type", "once"],
    ["kind=grant", "kind", "Unknown"],
  ])("refuse %s, and say what there is", async (query, name, words) => {
    const { status, body } = await list(query);

    expect([status, body.code]).toEqual([400, "validation_error"]);
    expect(body.errors).toHaveLength(1);
    expect(body.errors[0].pointer).toBe(`/query/${name}`);
    expect(body.errors[0].detail).toContain(words);
  });

  it("refuse the id of another wallet than the path's", async () => {
    const other = await aWalletBy(caller, { name: "Other" });

    const { status, body } = await list(`id=${other.id}`);

    expect([status, body.errors[0].pointer]).toEqual([400, "/query/id"]);
  });
});
