import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "@/components/domain/amounts";
import { featureWords } from "./feature-words";
import type { Offer, OfferFee } from "./offer";
import { expiryWords, grantWords, periodWord } from "./plan-words";

/** The plan as its buyer would read it. */
export function OfferCard({
  name,
  description,
  offer,
}: {
  name: string;
  description: string;
  offer: Offer;
}) {
  const { fees, grants, features, currency, overagePrice } = offer;
  return (
    <section aria-label="As customers see it" className="rounded-lg border bg-surface p-5">
      <h3 className="font-semibold text-lg">{name}</h3>
      {description && <p className="text-muted text-sm">{description}</p>}
      <div className="my-4 grid gap-1">
        {fees.length === 0 && <p className="font-semibold text-2xl">Free</p>}
        {fees.map((fee, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal fees have no other identity.
          <Fee key={place} fee={fee} currency={currency} />
        ))}
      </div>
      <ul className="grid gap-2 border-t pt-4 text-sm">
        {grants.map((grant, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal grants have no other identity.
          <Line key={place} note={expiryWords(grant)}>
            {grantWords(grant)}
          </Line>
        ))}
        {features.map((feature) => {
          const { title, note } = featureWords(feature);
          return (
            <Line key={feature.id} note={note} isOff={!feature.isEnabled}>
              {title}
            </Line>
          );
        })}
        {overagePrice && (
          <Line note="invoiced when the billing period ends">
            <Money amount={overagePrice} currency={currency} /> per credit beyond
          </Line>
        )}
        {grants.length + features.length === 0 && (
          <li className="text-muted">Nothing in it yet.</li>
        )}
      </ul>
    </section>
  );
}

function Fee({ fee, currency }: { fee: OfferFee; currency: string }) {
  return (
    <p>
      <Money amount={fee.amount} currency={currency} className="font-semibold text-2xl" />
      <span className="text-muted">
        {" "}
        / {periodWord(fee.period)}
        {fee.name && ` · ${fee.name}`}
        {!fee.isInAdvance && " · paid afterwards"}
      </span>
    </p>
  );
}

function Line({
  note,
  isOff = false,
  children,
}: {
  note?: string | undefined;
  isOff?: boolean;
  children: ReactNode;
}) {
  const Icon = isOff ? Minus : Check;
  return (
    <li className="flex items-start gap-2">
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${isOff ? "text-muted" : "text-accent"}`}
      />
      <span className={isOff ? "text-muted" : ""}>
        {children}
        {isOff && " not included"}
        {note && !isOff && <span className="block text-muted text-xs">{note}</span>}
      </span>
    </li>
  );
}
