/** Less was used than an event said, or nothing at all (SEMANTICS 4.4). */
import { createHash } from "node:crypto";
import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { atInstant, rehearse, transactHot } from "@/lib/db/transact";
import type { Row, Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type CustomerId, type EventId, idText } from "@/lib/ids";
import { type Credits, creditsText, minus, sum, ZERO } from "@/lib/money/credits";
import { moneyText, NO_MONEY, roundToMinor } from "@/lib/money/money";
import { nanounits, quantityText } from "@/lib/money/quantity";
import type { ConcludedUse } from "../rules/conclude-event";
import type { IncomingEvent } from "../rules/incoming-event";
import type { CustomerFacts } from "../rules/terms";
import type { CorrectionInput, CorrectionView } from "../schema/correction";
import { freeEntities } from "../store/charged-entities";
import {
  type CorrectionAnswer,
  findCorrection,
  insertCorrection,
  loadFigures,
  lockEvent,
} from "../store/corrections";
import { loadCustomerFactsById } from "../store/customer-facts";
import { type EventRecord, updateEvents } from "../store/events";
import { rollUp } from "../store/roll-ups";
import { correctUses, type ReducedUse } from "./correct-uses";
import type { Given } from "./give-back-use";
import { keptEvent } from "./replay-events";

/**
 * Reduces what an event counts for, or voids it, at the prices of its own time. The difference is
 * given back: of its own draws, then of the feature's others of the period, last first.
 *
 * @throws DomainError `not_found`; `invalid_state` for an event that was not accepted or is void, or
 *   where less use would count or cost more; `validation_error` for a quantity that is no less, or
 *   where the event counts for several features; `idempotency_conflict`; `stale_preview`.
 */
export function correctEvent(
  ctx: Context,
  id: EventId,
  input: CorrectionInput,
): Promise<CorrectionView> {
  return retryPassingFaults(() => transactHot((tx) => correct(tx, ctx, { ...input, id })));
}

/** What `correctEvent` would come to; changes nothing. @throws DomainError as it would. */
export function previewCorrectEvent(
  ctx: Context,
  id: EventId,
  { fingerprint: _, ...input }: CorrectionInput,
): Promise<CorrectionView> {
  return retryPassingFaults(() => rehearse((tx) => correct(tx, ctx, { ...input, id })));
}

type Asked = CorrectionInput & { readonly id: EventId };

async function correct(tx: Tx, ctx: Context, asked: Asked): Promise<CorrectionView> {
  const { organizationId } = ctx;
  const record = await lockEvent(tx, organizationId, asked.id);
  if (!record) throw notFound("event", idText("evt", asked.id));
  const earlier = await findCorrection(tx, ctx, asked.reference);
  if (earlier) {
    if (earlier.contentHash !== contentHash(asked)) throw conflict(asked);
    return { ...earlier.answer, isReplayed: true };
  }
  const kept = correctableUses(record, asked);
  const customer = await customerOf(tx, ctx, record);
  const event = keptEvent(record, 0);
  const own = customer.clockAt ? atInstant(ctx, customer.clockAt) : ctx;
  const reduced = await correctUses(tx, own, { ...asked, event, customer, kept });

  const answer = answerOf(asked, reduced, await loadFigures(tx, customer.id));
  refuseStale(asked, answer);
  await keep(tx, ctx, { asked, record, event, customer, reduced });
  const { id: eventId, reference, reason } = asked;
  const hash = contentHash(asked);
  const correction = { eventId, reference, reason, answer, contentHash: hash };
  // Another event of this organization was corrected under it at the same time.
  if (!(await insertCorrection(tx, ctx, correction))) throw conflict(asked);
  await recordAudit(tx, own, auditOf(asked, customer.id, answer));
  return { ...answer, isReplayed: false };
}

function correctableUses(record: EventRecord, { id, quantity }: Asked): readonly ConcludedUse[] {
  const refuse = (state: string, message: string) =>
    new DomainError("invalid_state", message, { entity: "event", state });
  if (record.code === VOIDED) throw refuse(VOIDED, "It was voided already");
  if (record.status !== "ACCEPTED") {
    const name = idText("evt", id);
    throw refuse(record.status.toLowerCase(), `${name} was not accepted: it took nothing to undo`);
  }
  const taken = record.uses.filter(({ isTaken }) => isTaken);
  if (quantity !== null && taken.length !== 1) {
    throw invalidField("quantity", "The event counts for several features: void it instead");
  }
  return taken;
}

const VOIDED = "voided";

async function customerOf(tx: Tx, ctx: Context, record: EventRecord): Promise<CustomerFacts> {
  const { customerId } = record;
  if (customerId === null) throw new RangeError("an accepted event has a customer");
  const since = keptEvent(record, 0).countedAt;
  const facts = await loadCustomerFactsById(tx, ctx.organizationId, customerId, since);
  if (!facts) throw notFound("customer", idText("cus", customerId));
  return facts;
}

type Keeping = {
  readonly asked: Asked;
  readonly record: EventRecord;
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  readonly reduced: readonly ReducedUse[];
};

/** The event as it stands now, its own hour and day, and the entities that it had been charged for. */
async function keep(tx: Tx, ctx: Context, keeping: Keeping): Promise<void> {
  const { asked, record, event, customer, reduced } = keeping;
  const anew = new Map(reduced.map(({ kept, use }) => [kept, use]));
  const uses = record.uses.map((use) => anew.get(use) ?? use);
  const total = (read: (use: ConcludedUse) => Credits) => sum(uses.map(read));
  await updateEvents(tx, [
    {
      ...{ event, customerId: customer.id, status: record.status, uses },
      code: asked.isVoid ? VOIDED : "corrected",
      credits: total(({ credits }) => credits),
      creditsBack: total(({ creditsBack }) => creditsBack),
      dropped: total(({ dropped }) => dropped),
      refusedCredits: total(({ refusedCredits }) => refusedCredits),
    },
  ]);
  await rollUp(
    tx,
    ctx.organizationId,
    reduced.map(({ kept, use, given }) => ({
      ...{ customerId: customer.id, zone: customer.zone, at: event.countedAt },
      ...{ member: event.member, groupId: event.groupId, apiKeyId: event.apiKeyId },
      ...{ featureId: kept.featureId, split: kept.price?.splitValue ?? "" },
      quantity: nanounits(use.quantity - kept.quantity),
      ...{ events: asked.isVoid ? -1 : 0, refused: 0 },
      credits: minus(ZERO, given.returned),
    })),
  );
  if (asked.isVoid) await freeEntities(tx, asked.id);
}

function answerOf(
  { id, quantity, isVoid }: Asked,
  reduced: readonly ReducedUse[],
  figures: readonly Row[],
): CorrectionAnswer {
  const [first] = reduced;
  const before = first?.kept.value ?? first?.kept.quantity ?? nanounits(0n);
  const total = (read: (given: ReducedUse["given"]) => Credits) =>
    creditsText(sum(reduced.map(({ given }) => read(given))));
  const told = {
    ...{ eventId: idText("evt", id), isVoid },
    quantityBefore: quantityText(before),
    quantityAfter: quantityText(quantity ?? nanounits(0n)),
    creditsBack: total(({ returned }) => returned),
    lapsed: total(({ lapsed }) => lapsed),
    invoiced: total(({ invoiced }) => invoiced),
    ...moneyOf(reduced.map(({ given }) => given)),
  };
  return {
    ...told,
    transactionIds: reduced
      .flatMap(({ given }) => given.transactionIds)
      .map((transactionId) => idText("ltx", transactionId)),
    fingerprint: sha256(JSON.stringify([told, figures])).slice(0, 32),
  };
}

/** What the next invoice asks less, and what one has asked too much. */
const moneyOf = (given: readonly Given[]): Pick<CorrectionAnswer, "owedBack" | "creditNotes"> => ({
  owedBack: given.flatMap(({ currency, back = NO_MONEY }) =>
    currency && back > NO_MONEY ? [{ currency, amount: moneyText(back) }] : [],
  ),
  creditNotes: given.flatMap(({ currency, noted = NO_MONEY, asking }) => {
    if (!currency || noted === NO_MONEY) return [];
    const invoiceId = asking ? idText("inv", asking.id) : null;
    const amount = moneyText(roundToMinor(noted, currency));
    return [{ currency, amount, invoiceId, invoiceNumber: asking?.number ?? null }];
  }),
});

function refuseStale({ fingerprint }: Asked, answer: CorrectionAnswer): void {
  if (fingerprint === undefined || fingerprint === answer.fingerprint) return;
  throw new DomainError("stale_preview", "It would come to something else than was shown", {
    preview: answer,
  });
}

const conflict = ({ reference }: Asked) =>
  new DomainError("idempotency_conflict", "This key was used for something else; use a new one", {
    reference,
  });

const contentHash = ({ id, quantity, isVoid, reason }: Asked): string =>
  sha256(JSON.stringify([id, quantity === null ? null : quantityText(quantity), isVoid, reason]));

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

const auditOf = (
  { id, isVoid, reason }: Asked,
  customerId: CustomerId,
  answer: CorrectionAnswer,
) => {
  const { quantityBefore, quantityAfter, creditsBack, lapsed, transactionIds } = answer;
  const { owedBack, creditNotes } = answer;
  return {
    action: isVoid ? "event.voided" : "event.corrected",
    ...{ entity: "event", entityId: idText("evt", id), customerId, reason },
    before: { quantity: quantityBefore },
    after: {
      ...{ quantity: quantityAfter, creditsBack, lapsed, transactionIds },
      ...(owedBack.length > 0 && { owedBack }),
      ...(creditNotes.length > 0 && { creditNotes }),
    },
  };
};
