/** Changes of plan as screens and callers read them. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { type ChargeId, idText } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText } from "@/lib/money/credits";
import { type Money, moneyText, NO_MONEY, sumMoney } from "@/lib/money/money";
import { creditsOfPeriod, lostFeatures } from "../rules/billed-plan";
import type { Change } from "../rules/change";
import { type FeeCredit, type PeriodGrant, sumsByUnit } from "../rules/change-credit";
import type { ChangeType } from "../rules/change-direction";
import type { Target } from "../rules/change-target";
import type { FeeReturn } from "../rules/fee-returns";
import type { Issue } from "../rules/issue";
import { grantName } from "../rules/plan-grant-command";
import { recurringAmount } from "../rules/start";
import type {
  AskedLines,
  BilledPlanView,
  ChangeOutcome,
  ChangeView,
  FateView,
  FeeCreditView,
} from "../schema/change";
import type { LiveGrant, WalletStanding } from "../store/change-books";
import type { ChangeRecord } from "../store/changes";
import { feeReturnView, shareText } from "./fee-return";

type Billed = Target & { readonly version: PlanVersion };

type ToldLine = Pick<InvoiceLine, "description" | "amount"> & { readonly kind: string };

/** Lines as they stand on an invoice, and what it asks for. */
type ToldInvoice = { readonly total: Money; readonly lines: readonly ToldLine[] };

/** What a change decided, and what the books had before and after it. */
export type Weighed = {
  readonly catalog: Pick<Catalog, "features">;
  readonly type: ChangeType;
  readonly from: Billed;
  readonly to: Billed;
  readonly change: Change;
  readonly invoice: ToldInvoice & { readonly dueAt: Date | null };
  /** Whether what is issued comes with a payment. */
  readonly awaitsPayment: boolean;
  /** Of the old plan's end; null: there is none. */
  readonly closing: ToldInvoice | null;
  readonly grants: readonly PeriodGrant[];
  readonly returned: readonly FeeReturn[];
  readonly voided: readonly LiveGrant[];
  readonly kept: readonly LiveGrant[];
  readonly before: readonly WalletStanding[];
  readonly after: readonly WalletStanding[];
};

export function outcomeView(weighed: Weighed): ChangeOutcome {
  const { catalog, type, from, to, change, invoice } = weighed;
  const { period } = change.start.course;
  const lost = lostFeatures(from.version, to.version);
  return {
    type,
    currency: to.version.currency,
    from: billedPlanView(from),
    to: billedPlanView(to),
    periodStart: period.start.toISOString(),
    periodEnd: period.end.toISOString(),
    ...askedLines(invoice),
    invoiceDueAt: invoice.dueAt?.toISOString() ?? null,
    awaitsPayment: weighed.awaitsPayment,
    closing: weighed.closing && askedLines(weighed.closing),
    charged: moneyText(sumOf(change.lines, ({ kind }) => kind === "recurring")),
    givenBack: moneyText(sumMoney(change.credits.map(({ amount }) => amount))),
    carried: moneyText(handedOn(invoice.lines)),
    feeCredits: change.credits.map(feeCreditView),
    oldCredits: byUnit(weighed.grants),
    returned: weighed.returned.map(feeReturnView),
    voided: weighed.voided.map(fateView),
    kept: weighed.kept.map(fateView),
    issued: change.start.issues.map(issuedView),
    balances: balancesView(weighed),
    lostFeatures: lost.flatMap((id) => catalog.features.get(id)?.name ?? []),
  };
}

const askedLines = ({ lines, total }: ToldInvoice): AskedLines => ({
  lines: lines.map(({ kind, description, amount }) => ({
    ...{ kind, description, amount: moneyText(amount) },
  })),
  total: moneyText(total),
});

const sumOf = (lines: readonly ToldLine[], which: (line: ToldLine) => boolean): Money =>
  sumMoney(lines.filter(which).map(({ amount }) => amount));

const handedOn = (lines: readonly ToldLine[]): Money =>
  sumOf(lines, ({ kind, amount }) => kind === "carried" && amount > NO_MONEY);

export function billedPlanView({ version, choices, billingPeriod }: Billed): BilledPlanView {
  return {
    planId: idText("plan", version.planId),
    planVersionId: idText("plv", version.id),
    planName: version.planName,
    planVersionNumber: version.number,
    billingPeriod,
    recurringAmount: moneyText(recurringAmount(version, billingPeriod)),
    credits: [...creditsOfPeriod(version, billingPeriod)].map(([creditUnit, credits]) => ({
      creditUnit,
      credits: creditsText(credits),
    })),
    tiers: Object.fromEntries(
      Object.entries(choices.tiers).map(([id, tier]) => [idText("price", id as ChargeId), tier]),
    ),
  };
}

const feeCreditView = ({ fee, share, decidedBy, amount }: FeeCredit): FeeCreditView => ({
  description: fee.description,
  price: moneyText(fee.amount),
  amount: moneyText(amount),
  decidedBy,
  share: shareText(share),
});

function byUnit(grants: readonly PeriodGrant[]): ChangeOutcome["oldCredits"] {
  return sumsByUnit(grants).map(({ creditUnit, given, unspent }) => ({
    ...{ creditUnit, given: creditsText(given), unspent: creditsText(unspent) },
  }));
}

const fateView = (grant: LiveGrant): FateView => ({
  grantId: idText("grt", grant.id),
  name: grant.name,
  source: grant.source,
  creditUnit: grant.creditUnit,
  credits: creditsText(grant.unspent),
  held: creditsText(grant.held),
  expiresAt: grant.expiresAt?.toISOString() ?? null,
});

const issuedView = ({ grant, occurrence }: Issue) => ({
  name: grantName(grant),
  creditUnit: grant.creditUnit,
  credits: creditsText(grant.amount),
  expiresAt: occurrence.expiresAt?.toISOString() ?? null,
});

function balancesView({ before, after }: Weighed): ChangeOutcome["balances"] {
  const old = new Map(before.map(({ id, figures }) => [id, figures]));
  return after.map(({ id, name, creditUnit, figures }) => ({
    ...{ walletId: idText("wal", id), name, creditUnit },
    before: old.get(id) ?? NO_FIGURES,
    after: figures,
  }));
}

/** Of a wallet that the change itself made. */
const NO_FIGURES = { available: "0", held: "0", balance: "0", pending: "0", overage: "0" };

export const changeView = (record: ChangeRecord): ChangeView => ({
  id: idText("chg", record.id),
  status: record.status,
  subscriptionId: idText("sub", record.subscriptionId),
  successorId: record.successorId && idText("sub", record.successorId),
  customerId: idText("cus", record.customerId),
  mode: record.mode,
  dueAt: record.dueAt.toISOString(),
  invoiceId: record.invoiceId && idText("inv", record.invoiceId),
  outcome: record.outcome,
  renewal: renewalView(record),
  metadata: record.metadata,
  createdAt: record.createdAt.toISOString(),
  updatedAt: record.updatedAt.toISOString(),
});

const renewalView = ({ anchor }: ChangeRecord): ChangeView["renewal"] =>
  anchor && { anchorAt: anchor.anchorAt.toISOString(), billingCycle: anchor.billingCycle };

/** What an audit record tells of a change that is to come, beside the plan. */
export function plannedView(record: ChangeRecord) {
  const dueAt = record.dueAt.toISOString();
  const renewal = renewalView(record);
  if (renewal === null) return { dueAt };
  const { periodStart, periodEnd } = record.outcome;
  return { dueAt, renewal: { ...renewal, periodStart, periodEnd } };
}
