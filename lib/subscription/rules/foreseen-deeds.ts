/** What the steps of running subscriptions will ask of the ledger, if nobody changes anything. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { CustomerId, SubscriptionId } from "@/lib/ids";
import type { Books } from "@/lib/ledger/rules/books";
import type { Command } from "@/lib/ledger/rules/command";
import { ZERO } from "@/lib/money/credits";
import { type Deed, type Mint, receivingWallet } from "./balance-ahead";
import { comesWithPayment, PAID_AT_ONCE, type Paying } from "./comes-with-payment";
import { creditFeesOf } from "./credit-fee";
import { feeCommand } from "./fee-command";
import type { ForeseenStep } from "./foresee-course";
import { type ComingChange, foreseeSuccessor } from "./foresee-successor";
import type { Issue } from "./issue";
import { overageCommands } from "./overage-commands";
import { givenAs, planGrantCommand } from "./plan-grant-command";
import { lotsToInvoice } from "./renewal";
import type { BillingCycle, Course } from "./subscription";
import type { Chosen } from "./terms";
import { foreseeOwn } from "./terms-in-time";

export type Running = {
  readonly id: SubscriptionId;
  readonly customerId: CustomerId;
  readonly catalog: Pick<Catalog, "planVersions">;
  /** What its terms are made of, at each time. */
  readonly chosen: Chosen;
  readonly billingCycle: BillingCycle;
  /** Its terms as they are now. */
  readonly version: PlanVersion;
  readonly course: Course;
  /** What takes its place at its end; null: nothing. */
  readonly change: ComingChange | null;
  /** Whether its credits wait for payments, which nobody foresees; left out: they do not. */
  readonly paying?: Paying;
};

/** The units of all that it gives or takes. */
export const unitsOf = ({ version, change }: Running): readonly string[] =>
  [version, ...(change ? [change.version] : [])].flatMap((terms) => [
    ...terms.grants.map(({ creditUnit }) => creditUnit),
    ...creditFeesOf(terms).map(({ unit }) => unit.creditUnit),
  ]);

/** In the order that they are booked in. */
export function foreseenDeeds(running: Running, until: Date, mint: Mint): readonly Deed[] {
  const { catalog, chosen, course, billingCycle, paying = PAID_AT_ONCE } = running;
  const steps = foreseeOwn(catalog, { ...chosen, course, billingCycle }, until);
  const own = deedsOf(running, steps, paying);
  const end = steps.at(-1);
  if (running.change === null || end?.kind !== "end") return own;
  return [...own, ...successorDeeds(running, running.change, { end, until, mint })];
}

type Acting = Pick<Running, "id" | "customerId" | "catalog" | "version">;

function deedsOf(acting: Acting, steps: readonly ForeseenStep[], paying: Paying): readonly Deed[] {
  const waiting = comesWithPayment(steps, paying);
  return steps.map((step) => deedOf(acting, step, !waiting.has(step)));
}

function deedOf({ catalog, ...running }: Acting, step: ForeseenStep, isPaid: boolean): Deed {
  const { id: subscriptionId, customerId, version } = running;
  const { at, kind, issues, draws } = step;
  const owner = { subscriptionId, customerId };
  const closing = { ...owner, name: `foreseen:${at.getTime()}` };
  const commands = (books: Books): readonly Command[] => {
    const open = [...books.lots.values()].filter((lot) => lot.open > ZERO);
    const asked = kind === "renew" || kind === "end" ? open : [];
    const lots = lotsToInvoice(catalog, { ...version, at }, asked);
    return [
      ...overageCommands(lots, closing).map(({ command }) => command),
      ...issues.flatMap((issue) => grantCommands(books, issue, { ...owner, version, isPaid })),
      ...draws.map((draw) => feeCommand(draw, { ...owner, version, at })),
    ];
  };
  return { at, commands };
}

function grantCommands(
  books: Books,
  issue: Issue,
  {
    version,
    ...owner
  }: Pick<Running, "customerId" | "version"> & { subscriptionId: SubscriptionId; isPaid: boolean },
): readonly Command[] {
  const wallet = receivingWallet(books, issue.grant.creditUnit);
  const to = { ...owner, currency: version.currency };
  return wallet ? [planGrantCommand(issue, { ...to, walletId: wallet.id })] : [];
}

/** As `carry-out-changes.ts` books them: what is replaced is voided, then the successor starts. */
function successorDeeds(
  running: Running,
  change: ComingChange,
  { end, until, mint }: { end: ForeseenStep; until: Date; mint: Mint },
): readonly Deed[] {
  const { version, catalog, customerId, paying = PAID_AT_ONCE } = running;
  const { at, course } = end;
  const { given, steps } = foreseeSuccessor({ version, course }, change, { at, until });
  const id = mint<SubscriptionId>();
  const successor: Acting = { id, customerId, catalog, version: change.version };
  const replaced = change.mode === "keep" ? [] : [{ at, commands: voidsOf(running, given) }];
  return [...replaced, ...deedsOf(successor, steps, paying)];
}

/** What these occurrences gave, and what rolled over of it. */
const voidsOf =
  ({ id, customerId }: Running, given: readonly Issue[]) =>
  ({ grants }: Books): readonly Command[] => {
    const names = new Set(given.map(givenAs(id)));
    const isOf = (sourceReference: string | null) =>
      sourceReference !== null && names.has(sourceReference);
    const roots = [...grants.values()].filter(({ sourceReference }) => isOf(sourceReference));
    const ids = new Set(roots.map((grant) => grant.id));
    return [...grants.values()]
      .filter(
        ({ parentGrantId, source, ...grant }) =>
          ids.has(grant.id) ||
          (source === "rollover" && parentGrantId !== null && ids.has(parentGrantId)),
      )
      .filter(({ available, pending }) => available > ZERO || pending > ZERO)
      .map((grant) => ({
        ...({ kind: "void", customerId, grantId: grant.id, amount: null } as const),
        reference: `foreseen:void:${grant.id}`,
        cause: { kind: "subscription", id } as const,
      }));
  };
