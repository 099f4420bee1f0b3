import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";

const EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "checkout.session.expired",
];

/** Where Stripe is told to send its events, and what a session has to say. */
export function AddressCard({ address, mode }: { address: string; mode: "live" | "test" }) {
  return (
    <Card
      title="Stripe Checkout"
      description="A paid checkout grants its credits, once, with an invoice that is paid."
    >
      <ol className="grid list-decimal gap-4 pl-5 text-sm marker:text-muted">
        <Step title={`In Stripe's ${mode} mode, add a webhook endpoint with this address`}>
          <Copied name="address" text={address} />
        </Step>
        <Step title="Let it listen to">
          <ul className="grid gap-0.5 font-mono text-xs">
            {EVENTS.map((event) => (
              <li key={event} className="break-all">
                {event}
              </li>
            ))}
          </ul>
        </Step>
        <Step title="Copy its signing secret, and enter it below" />
        <Step title="Say in the metadata of each checkout session what it sells, and to whom">
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
            <Key name="florin_credits" or="florin_pack_id">
              how many credits, or which pack
            </Key>
            <Key name="client_reference_id" or="florin_customer_id">
              the customer's external id, or id
            </Key>
            <Key name="florin_wallet_id">the wallet; the customer's first one unless told</Key>
            <Key name="florin_expires_after_days">the term in days, or never</Key>
          </dl>
        </Step>
      </ol>
    </Card>
  );
}

const Step = ({ title, children }: { title: string; children?: ReactNode }) => (
  <li className="min-w-0 pl-1">
    <p className="mb-1.5">{title}</p>
    {children}
  </li>
);

const Copied = ({ name, text }: { name: string; text: string }) => (
  <div className="flex max-w-3xl flex-wrap items-center gap-2 rounded border bg-sunken px-3 py-2">
    <code className="min-w-0 grow basis-52 break-all font-mono text-xs">{text}</code>
    <CopyButton text={text} label={`Copy ${name}`} showLabel />
  </div>
);

const Key = ({ name, or, children }: { name: string; or?: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="break-all font-mono text-xs leading-5">
      {name}
      {or && <> or {or}</>}
    </dt>
    <dd className="text-muted">{children}</dd>
  </div>
);
