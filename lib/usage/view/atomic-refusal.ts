/** Why a batch of all or nothing came to nothing, told for the whole of it and event by event. */
import { DomainError, type EventFit, type EventsFit, notFound } from "@/lib/errors";
import { type FeatureId, idText } from "@/lib/ids";
import type { Refusal } from "@/lib/ledger/rules/command";
import { refusalOf } from "@/lib/ledger/view";
import { type Credits, creditsText, max, minus, plus, sum, ZERO } from "@/lib/money/credits";
import { NOTHING_USED, nanounits, type Quantity, quantityText } from "@/lib/money/quantity";
import type { ConcludedEvent, ConcludedUse } from "../rules/conclude-event";
import type { Obstacle } from "../rules/obstacle";
import type { RejectedEvent } from "../writes/receive-events";

/** @throws DomainError `validation_error` if any event was no event, with its place in the batch. */
export function refuseRejected(rejected: readonly RejectedEvent[]): void {
  if (rejected.length === 0) return;
  const fields: Record<string, string[]> = {};
  for (const { index, errors } of rejected) {
    for (const [field, messages] of Object.entries(errors)) {
      fields[["events", index, field].filter((part) => part !== "").join(".")] = messages;
    }
  }
  throw new DomainError("validation_error", "Some events need another look", { fields });
}

/** The first event that does not fit, and which of its uses. */
export type Unfit = { readonly event: ConcludedEvent; readonly use: ConcludedUse };

/** @returns undefined if all fit. @throws DomainError `not_found` for an unknown customer. */
export function firstUnfit(events: readonly ConcludedEvent[]): Unfit | undefined {
  const unknown = events.find(({ code }) => code === "unknown_customer");
  if (unknown) throw notFound("customer", unknown.event.externalCustomerId);
  const event = events.find(({ status }) => status === "REFUSED");
  if (!event) return undefined;
  const use = event.uses.find(({ obstacle }) => obstacle !== undefined);
  if (!use) throw new RangeError("an event was refused and nothing stands in its way");
  return { event, use };
}

/** What is asked of the same credits as the use that did not fit, over all events of its customer. */
export type AskedOfCredits = { readonly required: Credits; readonly available: Credits };

/**
 * What stands in the way of the first event that does not fit: `insufficient_credits`, or
 * `limit_reached` with its scope. Its figures are those of the batch, as far as it concerns the same
 * credits, member or limit.
 */
export function refusalOfBatch(
  events: readonly ConcludedEvent[],
  unfit: Unfit,
  credits: AskedOfCredits,
): DomainError {
  const { obstacle, featureId } = unfit.use;
  const fit = fitOf(events, unfit.event, featureId);
  if (!obstacle) throw new RangeError("a use was refused and nothing stands in its way");
  if (obstacle.kind === "ceiling") return beyondCeiling(events, unfit.use, { obstacle, fit });
  const { refusal } = obstacle;
  if (refusal.code === "insufficient_credits") return lackOf(credits, fit);
  if (refusal.code !== "limit_reached") {
    throw new RangeError(`the ledger refused usage: ${refusal.code}`);
  }
  if (refusal.scope === "member") return beyondMember(events, unfit.event, { obstacle, fit });
  return told(refusal, { ...credits, used: refusal.used }, fit);
}

function fitOf(
  events: readonly ConcludedEvent[],
  { event }: ConcludedEvent,
  featureId: FeatureId,
): EventsFit {
  const items = events.map(itemOf);
  return {
    events: events.length,
    fitting: items.filter(({ fits }) => fits).length,
    first_unfit: {
      index: event.index,
      event_id: event.eventId,
      feature_id: idText("feat", featureId),
    },
    items,
  };
}

const itemOf = ({ event, status, code, credits, refusedCredits }: ConcludedEvent): EventFit => ({
  index: event.index,
  event_id: event.eventId,
  fits: status !== "REFUSED",
  code: status === "REFUSED" ? code : null,
  required: creditsText(plus(credits, refusedCredits)),
});

type Told<Kind extends Obstacle["kind"]> = {
  readonly obstacle: Extract<Obstacle, { kind: Kind }>;
  readonly fit: EventsFit;
};

/** In units of the feature, over all events that count towards the same limit. */
function beyondCeiling(
  events: readonly ConcludedEvent[],
  { usedKey }: ConcludedUse,
  { obstacle: { limit }, fit }: Told<"ceiling">,
): DomainError {
  const counted = events.flatMap(({ uses }) => uses.filter((use) => use.usedKey === usedKey));
  const required = sumOf(counted.map(({ quantity }) => quantity));
  const used = leastOf(counted.map(({ total }) => total?.before ?? NOTHING_USED));
  const available = nanounits(limit > used ? limit - used : 0n);
  const shortfall = nanounits(required > available ? required - available : 0n);
  return new DomainError("limit_reached", `${placeOf(fit)}: the limit of its feature is reached`, {
    scope: "feature",
    limit: quantityText(limit),
    used: quantityText(used),
    required: quantityText(required),
    available: quantityText(available),
    shortfall: quantityText(shortfall),
    cures: [{ kind: "raise_limit" }],
    ...fit,
  });
}

function lackOf({ required, available }: AskedOfCredits, fit: EventsFit): DomainError {
  const shortfall = creditsText(max(minus(required, available), ZERO));
  return new DomainError("insufficient_credits", "The credits do not suffice for all of it", {
    ...{ required: creditsText(required), available: creditsText(available), shortfall },
    cures: [{ kind: "top_up", credits: shortfall }],
    ...fit,
  });
}

/** In credits, over all events of the same member. */
function beyondMember(
  events: readonly ConcludedEvent[],
  { customerId, event: { member } }: ConcludedEvent,
  { obstacle: { refusal, takenBefore }, fit }: Told<"ledger">,
): DomainError {
  if (refusal.code !== "limit_reached") throw new RangeError("no limit was reached");
  const own = events.filter((one) => one.customerId === customerId && one.event.member === member);
  const required = sum(own.map((event) => plus(event.credits, event.refusedCredits)));
  const available = plus(refusal.available, takenBefore);
  return told(refusal, { required, available, used: minus(refusal.used, takenBefore) }, fit);
}

type LimitReached = Extract<Refusal, { code: "limit_reached" }>;

function told(
  refusal: LimitReached,
  figures: Pick<LimitReached, "required" | "available" | "used">,
  fit: EventsFit,
): DomainError {
  const { message, details } = refusalOf({ ...refusal, ...figures });
  return new DomainError("limit_reached", `${placeOf(fit)}: ${message}`, {
    ...(details as DomainError<"limit_reached">["details"]),
    ...fit,
  });
}

const placeOf = ({ first_unfit: { index } }: EventsFit) => `Event ${index}`;

const sumOf = (quantities: readonly Quantity[]): Quantity =>
  nanounits(quantities.reduce((total, quantity) => total + quantity, 0n));

function leastOf([first = NOTHING_USED, ...rest]: readonly Quantity[]): Quantity {
  let least = first;
  for (const quantity of rest) if (quantity < least) least = quantity;
  return least;
}
