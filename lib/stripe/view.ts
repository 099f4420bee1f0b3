import { idText, type OrganizationId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { KEYS } from "./rules/decide-event";
import { STRANGER_REASONS, type StrangerReason, wordsOf } from "./rules/reasons";
import type { Session } from "./rules/session";
import type { DeliveryView, StrangerView, StripeSecretView } from "./schema";
import type { Delivery } from "./store/delivery-rows";
import type { StripeSecret } from "./store/secrets";
import type { StrangerCount } from "./store/strangers";

/** What stands in other tables about a delivery. */
export type Around = {
  readonly customerName: string | null;
  readonly customerExternalId: string | null;
  readonly invoiceNumber: string | null;
};

export function deliveryView(delivery: Delivery, around: Around): DeliveryView {
  const { eventId, type, status, reason, detail, session, times, decidedBy } = delivery;
  const { currency, credits, amount, invoiceId, walletId, transactionId } = delivery;
  return {
    ...{ eventId, type, status, reason, detail, times, decidedBy, currency },
    ...wordsOf(reason),
    id: idText("sdel", delivery.id),
    mode: delivery.isLive ? "live" : "test",
    sessionId: session?.id ?? null,
    canProcess: status === "FAILED",
    customerNamed: session && namedIn(session),
    customer: customerOf(delivery, around),
    walletId: walletId && idText("wal", walletId),
    transactionId: transactionId && idText("ltx", transactionId),
    invoice: invoiceId && { id: idText("inv", invoiceId), number: around.invoiceNumber },
    credits: credits === null ? null : creditsText(credits),
    amount: amount === null ? null : moneyText(amount),
    metadata: { ...session?.metadata },
    happenedAt: delivery.happenedAt.toISOString(),
    receivedAt: delivery.receivedAt.toISOString(),
    lastReceivedAt: delivery.lastReceivedAt.toISOString(),
    decidedAt: delivery.decidedAt.toISOString(),
  };
}

const namedIn = ({ metadata, clientReference }: Session): string | null =>
  metadata[KEYS.customer] || metadata[KEYS.externalId] || clientReference;

const customerOf = ({ customerId }: Delivery, around: Around): DeliveryView["customer"] =>
  customerId && {
    id: idText("cus", customerId),
    name: around.customerName ?? "",
    externalId: around.customerExternalId ?? "",
  };

export const secretView = (secret: StripeSecret): StripeSecretView => ({
  id: idText("ssec", secret.id),
  lastFour: secret.lastFour,
  createdBy: secret.createdBy,
  createdAt: secret.createdAt.toISOString(),
  endsAt: secret.endsAt?.toISOString() ?? null,
  isReadable: secret.secret !== undefined,
});

export const strangerView = (stranger: Omit<StrangerCount, "organizationId">): StrangerView => ({
  reason: stranger.reason,
  ...(STRANGER_REASONS[stranger.reason as StrangerReason] ?? { told: stranger.reason, remedy: "" }),
  count: stranger.count,
  firstAt: stranger.firstAt.toISOString(),
  lastAt: stranger.lastAt.toISOString(),
});

/** Where Stripe is told to send its events, below the site's address. */
export const endpointPath = (organizationId: OrganizationId): string =>
  `/v1/webhooks/stripe/${idText("org", organizationId)}`;
