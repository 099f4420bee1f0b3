/** What moving the renewal dates of many would do to each of them. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { digestOf } from "@/lib/digest";
import { isDomainError } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText, sum } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { idPage } from "../rules/id-page";
import { movedStart } from "../rules/moved-start";
import type { RenewalTarget } from "../rules/new-anchor";
import { wholePeriod } from "../rules/next-period";
import type { Start } from "../rules/start";
import type {
  RenewalMoveDryRun,
  RenewalMoveImpact,
  RenewalMoveSelection,
} from "../schema/renewal-move";
import type { Subscription } from "../store";
import { type CustomerNames, loadCustomerNames, NOBODY } from "../store/customer-names";
import { loadNotOver } from "../store/not-over";
import { countMeant, loadMeant } from "../store/renewal-moves";
import { bridgeView } from "../view/renewal-date";
import { plainVersion } from "./prepare-change";
import { decideRenewalMove } from "./prepare-renewal-move";

const reader = { sql: readSql };

/** So many are told one by one, unless told. */
const SHOWN = 100;

/** Changes nothing, and refuses nobody but in its answer. */
export async function dryRunRenewalMove(
  ctx: Context,
  selection: RenewalMoveSelection,
  { target, limit = SHOWN }: { readonly target: RenewalTarget; readonly limit?: number },
): Promise<RenewalMoveDryRun> {
  const [meant, { items: impacts }] = await Promise.all([
    countMeant(reader, { ctx, of: selection }),
    listRenewalMoveImpacts(ctx, { selection, target }, { after: null, limit }),
  ]);
  return {
    total: meant.total,
    impacts,
    refused: impacts.filter(({ obstacle }) => obstacle !== null).length,
    fingerprint: moveFingerprint(target, meant),
  };
}

/** What it would do to some, by their ids; `next` is where the page after begins. */
export async function listRenewalMoveImpacts(
  ctx: Context,
  asked: { readonly selection: RenewalMoveSelection; readonly target: RenewalTarget },
  { after, limit }: { readonly after: SubscriptionId | null; readonly limit: number },
) {
  const { selection, target } = asked;
  const [catalog, found] = await Promise.all([
    loadCatalog(reader, ctx.organizationId),
    loadMeant(reader, { ctx, of: selection }, { after, limit: limit + 1 }),
  ]);
  const { held: ids, next } = idPage(found, limit, (id) => id);
  const subscriptions = await loadNotOver(reader, ctx.organizationId, ids);
  const customers = await loadCustomerNames(
    reader,
    subscriptions.map(({ customerId }) => customerId),
  );
  const items = subscriptions.map((subscription) => ({
    ...impactOf(catalog, subscription, { target, now: ctx.at }),
    ...(customers.get(subscription.customerId) ?? NOBODY),
  }));
  return { items, next };
}

/** Stands for what was shown: which day, and for whom. */
export const moveFingerprint = (
  target: RenewalTarget,
  meant: { readonly total: number; readonly digest: string },
): string => digestOf(JSON.stringify([target, meant.total, meant.digest])).slice(0, 32);

function impactOf(
  catalog: Catalog,
  subscription: Subscription,
  asked: { readonly target: RenewalTarget; readonly now: Date },
): Omit<RenewalMoveImpact, keyof CustomerNames> {
  const { id, customerId, planVersionId, currency, course } = subscription;
  const facts = {
    ...{ subscriptionId: idText("sub", id), customerId: idText("cus", customerId) },
    planName: plainVersion(catalog, planVersionId).planName,
    ...{ zone: course.zone, currency, endsAt: course.period.end.toISOString() },
  };
  try {
    const { to } = decideRenewalMove(catalog, subscription, asked);
    if (!to.anchor) throw new RangeError(`no anchor of ${id}`);
    return { ...facts, ...startView(movedStart(to.version, course, to.anchor.anchorAt)) };
  } catch (thrown) {
    if (!isDomainError(thrown)) throw thrown;
    const nothing = { bridge: null, total: null, credits: [], renewsAt: null };
    return { ...facts, ...nothing, obstacle: obstacleOf(thrown) };
  }
}

function startView({ course, lines, issues }: Start) {
  const bridge = bridgeView(course.period, wholePeriod(course, 0));
  const units = [...new Set(issues.map(({ grant }) => grant.creditUnit))];
  return {
    bridge,
    total: moneyText(subtotalOf(lines)),
    credits: units.map((creditUnit) => {
      const own = issues.filter(({ grant }) => grant.creditUnit === creditUnit);
      return { creditUnit, credits: creditsText(sum(own.map(({ grant }) => grant.amount))) };
    }),
    renewsAt: (bridge ? course.period.end : course.period.start).toISOString(),
    obstacle: null,
  };
}

/** The faults of fields say more than the sentence above them. */
export function obstacleOf({
  message,
  details,
}: {
  readonly message: string;
  readonly details: object;
}): string {
  const fields = "fields" in details ? (details.fields as Readonly<Record<string, string[]>>) : {};
  return Object.values(fields).flat().join(". ") || message;
}
