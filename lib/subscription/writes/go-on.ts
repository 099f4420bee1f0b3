/** Lets a locked subscription that is paused run again, when somebody says so or as was agreed. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { resumption } from "../rules/resume";
import { termsOf } from "../rules/terms";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { insertPeriods } from "../store/course";
import { hasFailedInvoice, updateResumed } from "../store/pauses";
import { lockOwedUse } from "../store/usage-owed";
import { bookSteps } from "./book-steps";
import type { DueStep } from "./due-step";

export async function goOn(tx: Tx, ctx: Context, subscription: Subscription): Promise<void> {
  const { id, course, billingCycle } = subscription;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const version = termsOf(catalog, subscription, ctx.at);
  if (!version) throw new RangeError(`no plan version of ${id}`);
  const resumed = resumption(version, course, { at: ctx.at, billingCycle });
  const status = (await hasFailedInvoice(tx, id)) ? "PAST_DUE" : "ACTIVE";
  const now = { id, status, at: ctx.at } as const;
  if (resumed.kind === "goes_on") {
    await updateResumed(tx, { ...now, course: resumed.course });
    return;
  }
  const { step } = resumed;
  await updateResumed(tx, { ...now, course: step.course });
  await begin(tx, { ctx, subscription, catalog, version, step });
}

/** As the renewal of any other, at the moment of the asking. */
async function begin(tx: Tx, due: DueStep): Promise<void> {
  const { ctx, subscription, step } = due;
  const { id, organizationId, customerId } = subscription;
  await lockOwedUse(tx, [customerId]);
  await lockWallets(tx, [customerId]);
  const [booked] = await bookSteps(tx, [due]);
  const invoice = booked?.invoice ?? null;
  const { periodIndex: index, period } = step.course;
  const owner = { organizationId, customerId, subscriptionId: id };
  await insertPeriods(tx, [
    { ...owner, index, period, invoiceId: invoice?.id ?? null, bookedAt: ctx.at },
  ]);
  if (invoice) await issueInvoices(tx, [{ ctx, draft: invoice }]);
}
