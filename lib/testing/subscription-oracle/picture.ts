/** What there is to see of a life, in words that the oracle and the product's answers have in common. */
import type { Answer } from "../api";
import type { Contract } from "./contract";
import { inWords } from "./exact";
import type { Life } from "./life";
import type { Place } from "./place";

type Json = Answer["body"];

export function pictureOf({ purse, invoices, current }: Life): readonly string[] {
  return [
    `available ${inWords(purse.available())} owed ${inWords(purse.owed())}`,
    ...standing(stateIn(current), current?.period),
    ...purse.grants
      .map(({ from, to, amount, available, consumed, expired, voided, moved }) =>
        grantWords(
          { from: dated(from), to: to === null ? "ever" : dated(to) },
          [amount, available, consumed, expired, voided, moved].map(inWords),
        ),
      )
      .toSorted(),
    ...invoices
      .map(({ at, total, lines }) => invoiceWords(dated(at), inWords(total), lines.map(inWords)))
      .toSorted(),
  ];
}

export async function pictureOfProduct(
  { caller: { get }, walletId, customerId }: Place,
  known: Map<string, Json>,
): Promise<readonly string[]> {
  const read = async (path: string): Promise<Json> => (await get(path)).body;
  const { figures } = await read(`/wallets/${walletId}/balance/real-time`);
  const { items: grants } = await read(`/wallets/${walletId}/grants`);
  const { items: subscriptions } = await read(`/subscriptions?customer_id=${customerId}&limit=100`);
  const { items: invoices } = await read(`/invoices?customer_id=${customerId}&limit=200`);
  for (const { id } of invoices) if (!known.has(id)) known.set(id, await read(`/invoices/${id}`));
  const running =
    subscriptions.find((one: Json) => one.subscription_status !== "ended") ?? subscriptions[0];
  return [
    `available ${figures.available} owed ${figures.overage}`,
    ...standing(STATES[running.subscription_status] ?? running.subscription_status, {
      from: Date.parse(running.current_period_start),
      to: Date.parse(running.current_period_end),
    }),
    ...grants
      .map((grant: Json) =>
        grantWords({ from: grant.effective_at, to: grant.expires_at ?? "ever" }, [
          grant.amount,
          grant.available,
          grant.consumed,
          grant.expired,
          grant.voided,
          grant.moved,
        ]),
      )
      .toSorted(),
    ...[...known.values()].flatMap(invoiceOf).toSorted(),
  ];
}

const STATES: Readonly<Record<string, string>> = { scheduled: "to_come" };

const dated = (instant: number) => new Date(instant).toISOString();

function standing(state: string, period: { from: number; to: number } | undefined): string[] {
  if (state === "ended" || state === "to_come" || !period) return [state];
  return [`${state} ${dated(period.from)} to ${dated(period.to)}`];
}

function stateIn(contract: Contract | undefined): string {
  if (!contract) return "ended";
  const isToEnd = contract.endsAt !== null && contract.state !== "ended";
  return isToEnd ? "cancelled" : contract.state;
}

const grantWords = ({ from, to }: { from: string; to: string }, amounts: readonly string[]) => {
  const [amount, available, consumed, expired, voided, moved] = amounts;
  return `grant ${from} to ${to}: ${amount} available ${available} consumed ${consumed} expired ${expired} voided ${voided} moved ${moved}`;
};

const invoiceWords = (at: string, total: string, lines: readonly string[]) =>
  `invoice ${at}: ${total} of ${lines.toSorted().join(" ")}`;

const ASKS_NOTHING = ["information", "given"];

function invoiceOf({ issue_date, total, line_items }: Json): string[] {
  const lines = line_items.filter(
    ({ kind, amount }: Json) => !ASKS_NOTHING.includes(kind) && amount !== "0",
  );
  if (lines.length === 0) return [];
  return [
    invoiceWords(
      issue_date,
      total,
      lines.map(({ amount }: Json) => amount),
    ),
  ];
}
