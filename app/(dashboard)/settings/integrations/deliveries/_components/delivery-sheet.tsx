"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { toast } from "sonner";
import { Credits, Money } from "@/components/domain/amounts";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { ActionButton } from "@/components/form/action-button";
import { useHref } from "@/components/table/use-href";
import { Badge } from "@/components/ui/badge";
import { Facts } from "@/components/ui/card";
import { DialogFooter } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import type { DeliveryView } from "@/lib/stripe/schema";
import { processDeliveryAction } from "../../actions";

/** One delivery: what it was about, what it came to, and what helps. */
export function DeliverySheet({
  delivery,
  mayProcess,
}: {
  delivery: DeliveryView | undefined;
  mayProcess: boolean;
}) {
  const router = useRouter();
  const { href } = useHref();
  const close = () => router.push(href({ row: null }), { scroll: false });
  return (
    <Sheet
      open={delivery !== undefined}
      onOpenChange={(open) => !open && close()}
      title={delivery?.type ?? "Delivery"}
      description={delivery?.sessionId ?? undefined}
    >
      {delivery && (
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-2">
            <Status value={delivery.status} />
            <Badge tone={delivery.mode === "live" ? "accent" : "neutral"}>{delivery.mode}</Badge>
          </div>
          <Result delivery={delivery} />
          <Facts items={factsOf(delivery)} />
          {mayProcess && delivery.canProcess && (
            <DialogFooter leave={null}>
              <ActionButton
                variant="primary"
                run={() => processDeliveryAction({ deliveryId: delivery.id })}
                onDone={({ status }) => {
                  if (status === "GRANTED") toast.success("The credits were granted");
                  else toast.error(`It came to nothing again: ${status.toLowerCase()}`);
                }}
              >
                Process again
              </ActionButton>
            </DialogFooter>
          )}
        </div>
      )}
    </Sheet>
  );
}

const TONES = {
  GRANTED: "success",
  DUPLICATE: "info",
  IGNORED: "info",
  REFUSED: "danger",
  FAILED: "danger",
} as const;

const Result = ({ delivery: { status, told, detail, remedy } }: { delivery: DeliveryView }) => (
  <Notice tone={TONES[status]} title={detail ? `${told}: ${detail}` : told}>
    {remedy}
  </Notice>
);

type Fact = readonly [string, ReactNode];

function factsOf(delivery: DeliveryView): readonly Fact[] {
  const { customer, customerNamed, credits, amount, currency, times } = delivery;
  const facts: readonly (Fact | false)[] = [
    customer !== null && [
      "Customer",
      <To key="customer" href={`/customers/${customer.id}`} label={customer.name} />,
    ],
    customer === null && customerNamed !== null && ["Customer named", customerNamed],
    credits !== null && ["Credits", <Credits key="credits" amount={credits} />],
    amount !== null &&
      currency !== null && [
        "Paid",
        <Money key="paid" amount={amount} currency={currency} withCode />,
      ],
    ...givenIn(delivery),
    ...Object.entries(delivery.metadata),
    ["Happened", <Instant key="happened" at={delivery.happenedAt} show="exact" />],
    ["Came", <Instant key="came" at={delivery.receivedAt} show="exact" />],
    times > 1 && [
      "Came again",
      <>
        {times} times, last <Instant at={delivery.lastReceivedAt} show="exact" />
      </>,
    ],
    delivery.decidedBy !== "Stripe" && [
      "Processed by",
      <>
        {delivery.decidedBy}, <Instant at={delivery.decidedAt} show="exact" />
      </>,
    ],
    ["Event", <IdChip key="event" id={delivery.eventId} name="event id" />],
    ["Id", <IdChip key="id" id={delivery.id} />],
  ];
  return facts.filter((fact) => fact !== false);
}

/** What came of it, where it stands. */
function givenIn({ customer, invoice, transactionId }: DeliveryView): readonly Fact[] {
  const facts: readonly (Fact | false)[] = [
    invoice !== null && [
      "Invoice",
      <To key="invoice" href={`/invoices/${invoice.id}`} label={invoice.number ?? "Draft"} />,
    ],
    customer !== null &&
      transactionId !== null && [
        "Ledger",
        <To
          key="ledger"
          href={`/customers/${customer.id}/ledger?row=${transactionId}`}
          label="The entry"
        />,
      ],
  ];
  return facts.filter((fact) => fact !== false);
}

const To = ({ href, label }: { href: string; label: string }) => (
  <Link href={href} prefetch={false} className="underline underline-offset-2">
    {label}
  </Link>
);
