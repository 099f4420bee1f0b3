/** A step of a subscription that falls due, and what its booking leaves to be written. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { InvoiceDraft } from "@/lib/invoicing/rules/invoice";
import type { Awaited } from "../rules/awaited";
import type { Step } from "../rules/renewal";
import type { Subscription } from "../store";

export type DueStep = {
  /** The moment at which it was due. */
  readonly ctx: Context;
  readonly subscription: Subscription;
  readonly catalog: Catalog;
  readonly version: PlanVersion;
  readonly step: Step;
};

/** What a close left to be written with the others of its transaction. */
export type Booked = {
  readonly due: DueStep;
  readonly invoice: InvoiceDraft | null;
  /** What the credits of its period wait for; null: nothing. */
  readonly awaits: Awaited | null;
};
