/** The question and the act in one step: a use is taken if it is allowed, or nothing happens. */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { findClockTimesByExternalId } from "@/lib/customer/reads/clock";
import { retryPassingFaults } from "@/lib/db/retry";
import { atInstant, readSql, transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { type EventId, idText, newId } from "@/lib/ids";
import { lockBooks } from "@/lib/ledger/lock-books";
import { quantityText } from "@/lib/money/quantity";
import { advanceCustomers } from "@/lib/subscription/writes/advance-due";
import { customerTurns, turnKey } from "../customer-turns";
import { askedUse, keysOf, standingOf, type Weighed, weighUse } from "../reads/weigh-use";
import type { ConcludedEvent } from "../rules/conclude-event";
import { type Content, contentText, type IncomingEvent } from "../rules/incoming-event";
import { type PricedUse, plannedUse } from "../rules/plan-uses";
import type { CheckView, ConsumeInput, ConsumePreview, ConsumeView } from "../schema/access";
import { findConsumeAnswer, insertConsumeAnswer } from "../store/consume-answers";
import { lockCounters } from "../store/counters";
import { claimEventKeys, loadEventKeys } from "../store/event-keys";
import { insertEvents } from "../store/events";
import { ensureMonths } from "../store/months";
import { checkView, viewOfUse } from "../view/check";
import { refusalOfUse } from "../view/refusal-of-use";
import { decidePlanned } from "./ingest-batch";
import { keyOf } from "./receive-events";

/** Nothing was stored, and the key stays free. */
export type NotConsumed = {
  readonly ok: false;
  readonly view: CheckView;
  readonly error: DomainError;
};
export type Consumed =
  | { readonly ok: true; readonly view: ConsumeView; readonly isReplayed: boolean }
  | NotConsumed;

/**
 * Takes a use of one feature as an event of it would: counters, included units, limits, credits
 * and roll-ups move together, and an event keeps it. Decided under the customer's locks.
 *
 * @throws DomainError `not_found`; `validation_error` for a feature that is not metered;
 *   `idempotency_conflict`; `stale_preview`.
 */
export async function consumeFeature(asking: Context, input: ConsumeInput): Promise<Consumed> {
  const ctx = await atCustomers(asking, input);
  await ensureMonths([ctx.at]);
  // Credits that a plan owes by now are given before a use is refused for want of them.
  await advanceCustomers(ctx, [input.externalCustomerId]);
  try {
    return await customerTurns().alone(turnKey(ctx, input.externalCustomerId), () =>
      retryPassingFaults(() => transactHot((tx) => consume(tx, ctx, input))),
    );
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.answer;
    throw thrown;
  }
}

/** What `consumeFeature` would come to; changes nothing. @throws DomainError as it would. */
export async function previewConsume(
  asking: Context,
  input: ConsumeInput,
): Promise<{ readonly ok: true; readonly view: ConsumePreview } | NotConsumed> {
  const ctx = await atCustomers(asking, input);
  const weighed = await weighUse({ sql: readSql }, ctx, input);
  refuseUncountable(weighed.use);
  const view = checkView(weighed, ctx.at);
  if (!view.allowed) return { ok: false, view, error: refusalOfUse(weighed) };
  return { ok: true, view: { ...view, fingerprint: fingerprintOf(weighed) } };
}

async function consume(tx: Tx, ctx: Context, input: ConsumeInput): Promise<Consumed> {
  const event = eventOf(ctx, input);
  const isFresh = (await claimEventKeys(tx, ctx.organizationId, [event])).has(event.id);
  if (!isFresh) return repeated(tx, ctx, event);
  const asked = await askedUse(tx, ctx, input);
  refuseUncountable(asked);

  // In the order of every ingest: ids, counters, wallets. What is seen from here on is what acts.
  await lockCounters(tx, ctx.organizationId, keysOf(asked));
  await lockBooks(tx, ctx, asked.customer.id);
  const weighed = await weighUse(tx, ctx, input);
  const before = checkView(weighed, ctx.at);
  if (!before.allowed) {
    throw new Refused({ ok: false, view: before, error: refusalOfUse(weighed) });
  }
  refuseStale(weighed, before, input);

  const view = await take(tx, ctx, { event, weighed });
  await insertConsumeAnswer(tx, ctx.organizationId, view);
  return { ok: true, view, isReplayed: false };
}

type Taking = { readonly event: IncomingEvent; readonly weighed: Weighed };

async function take(tx: Tx, ctx: Context, { event: named, weighed }: Taking) {
  const { use } = weighed;
  const event = { ...named, eventName: use.feature.meter?.eventName ?? use.feature.key };
  const plan = { uses: [plannedUse(event, use)], faults: [] };
  const concluded = await decidePlanned(tx, ctx, [{ event, customer: use.customer, plan }]);
  if (concluded.some(({ status }) => status !== "ACCEPTED")) {
    throw new RangeError("what was weighed as allowed was refused under the same lock");
  }
  await insertEvents(tx, ctx, concluded);
  const after = await standingOf(tx, ctx, use, event);
  const transactionId = transactionOf(concluded);
  const { eventId } = event;
  return Object.assign(viewOfUse(weighed, after, ctx.at), { eventId, transactionId });
}

function transactionOf(concluded: readonly ConcludedEvent[]): string | null {
  const id = concluded[0]?.uses[0]?.transactionId;
  return id ? idText("ltx", id) : null;
}

/** The first answer once more; or the key has named something else, such as an event that was sent. */
async function repeated(tx: Tx, ctx: Context, event: IncomingEvent): Promise<Consumed> {
  const keys = await loadEventKeys(tx, ctx.organizationId, [event.eventId]);
  const isSame = keys.get(event.eventId)?.contentHash === event.contentHash;
  const answer = isSame && (await findConsumeAnswer(tx, ctx.organizationId, event.eventId));
  if (answer) return { ok: true, view: answer, isReplayed: true };
  const message = "This key was used for something else; use a new one";
  throw new DomainError("idempotency_conflict", message, { reference: event.eventId });
}

/** The name that its feature counts is still to come: a repeat is known without it. */
function eventOf(ctx: Context, input: ConsumeInput): IncomingEvent {
  const content: Content = {
    eventName: input.featureKey,
    externalCustomerId: input.externalCustomerId,
    timestamp: null,
    source: "consume",
    member: input.member || null,
    groupId: input.groupId || null,
    properties: input.properties,
  };
  const asked = JSON.stringify([quantityText(input.quantity), contentText(content)]);
  return {
    ...content,
    index: 0,
    id: newId<EventId>(),
    eventId: input.reference,
    occurredAt: ctx.at,
    countedAt: ctx.at,
    lateness: null,
    arrivedAt: ctx.at,
    contentHash: createHash("sha256").update(asked).digest("hex"),
    requestId: ctx.requestId,
    apiKeyId: keyOf(ctx.actor),
  };
}

function refuseUncountable(use: PricedUse): void {
  const { feature, aggregation, seen, entity } = use;
  if (feature.type !== "METERED") {
    throw invalidField("featureKey", "Nothing of this feature is counted: ask /check instead");
  }
  const isCharged = use.priceCounter !== null || use.usedCounter !== null;
  if (feature.chargeOnce && isCharged && entity === null) {
    throw invalidField(
      "properties",
      `Name what it is charged for, as “${feature.chargeOnce.property}”`,
    );
  }
  if (aggregation !== "UNIQUE_COUNT" || seen !== null) return;
  const property = feature.meter?.aggregation.property ?? "";
  throw invalidField("properties", `Name the value that is used, as “${property}”`);
}

function refuseStale(weighed: Weighed, preview: CheckView, { fingerprint }: ConsumeInput): void {
  if (fingerprint === undefined || fingerprint === fingerprintOf(weighed)) return;
  throw new DomainError("stale_preview", "It would come to something else than was shown", {
    preview: { ...preview, fingerprint: fingerprintOf(weighed) },
  });
}

/** What the ledger would book, and what is included, so that free uses differ too. */
const fingerprintOf = ({ outcome, decision, used }: Weighed): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        outcome.ok && outcome.fingerprint,
        `${decision.included}`,
        `${used}`,
        decision.linkedEventId,
      ]),
    )
    .digest("hex")
    .slice(0, 32);

async function atCustomers(asking: Context, { externalCustomerId }: ConsumeInput) {
  const clocks = await findClockTimesByExternalId(asking, [externalCustomerId]);
  return atInstant(asking, clocks.get(externalCustomerId) ?? asking.at);
}

/** Carries the answer out of a transaction that must not commit. */
class Refused extends Error {
  override readonly name = "Refused";
  constructor(readonly answer: NotConsumed) {
    super("the use is not allowed");
  }
}
