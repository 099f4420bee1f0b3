import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Tx } from "@/lib/db/tx";
import { type OrganizationId, OverrideId } from "@/lib/ids";
import { billingsAhead } from "../rules/billings-ahead";
import type { Choices } from "../rules/choices";
import type { Override } from "../rules/override";
import { priceOfUse } from "../rules/price-of-use";
import { plainTerms, termsOf } from "../rules/terms";
import type { AgreedAheadView, OverrideView } from "../schema/override";
import { findUsedOfFeature } from "../store/used-of-feature";
import type { ViewRow } from "../store/view-row";
import { billingView, lotView } from "../view/agreed-ahead";
import { valueAt } from "../view/override";

/** So many of the next bills are told. */
const TOLD_BILLS = 3;

/** A subscription before a term of its own was agreed or ended, and after it. */
type Turned = {
  readonly organizationId: OrganizationId;
  readonly before: ViewRow;
  readonly after: ViewRow;
  readonly override: OverrideView;
};

type Turn = {
  readonly catalog: Catalog;
  readonly row: ViewRow;
  readonly own: Override;
  readonly from: Date;
  /** The same with the term agreed, or ended. */
  readonly turned: Choices;
};

/** What the turn changes: from the term's begin on, or from its end. */
export async function weighAgreed(
  tx: Tx,
  { organizationId, before: row, after, override }: Turned,
): Promise<AgreedAheadView> {
  const turned = { ...row.choices, overrides: after.choices.overrides ?? [] };
  const isOf = ({ id }: Override) => id === OverrideId.parse(override.id);
  const was = row.choices.overrides?.find(isOf);
  const own = was ?? turned.overrides.find(isOf);
  if (!own) throw new RangeError(`no term ${override.id}`);
  const end = was && override.until;
  // One that is called off before it begins changes nothing until then.
  const from = new Date(end && end > own.since ? end : own.since);
  const catalog = await loadCatalog(tx, organizationId);
  const facts = { catalog, at: from, ...plainTerms(catalog, after, from) };
  return {
    from: from.toISOString(),
    before: valueAt(own, row.choices.overrides ?? [], facts),
    after: valueAt(own, turned.overrides, facts),
    billings: billingsAhead(catalog, row, { choices: turned, from, count: TOLD_BILLS }).map(
      billingView,
    ),
    use: await weighUse(tx, { catalog, row, own, from, turned }),
  };
}

/** As much use as was billed lately, by either price. */
async function weighUse(tx: Tx, { catalog, row, own, from, turned }: Turn) {
  if (own.kind !== "price") return null;
  const feature = catalog.features.get(own.featureId);
  const used = await findUsedOfFeature(tx, row.customerId, own.featureId);
  if (!feature || !used) return null;
  const { planVersionId } = row;
  const priceBy = (choices: Choices) => {
    const terms = termsOf(catalog, { planVersionId, choices }, from);
    return terms ? priceOfUse(terms, feature, from) : null;
  };
  const [before, after] = [priceBy(row.choices), priceBy(turned)];
  return lotView({ used, unitPlural: feature.unitPlural, before, after });
}
