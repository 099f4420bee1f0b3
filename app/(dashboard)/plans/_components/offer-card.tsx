import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Money } from "@/components/domain/amounts";
import { formatCredits } from "@/lib/money/format";
import { featureWords } from "./feature-words";
import type { OfferFee } from "./offer";
import type { ChosenOffer, ChosenTier } from "./offer-choice";
import { expiryWords, grantWords, periodWord } from "./plan-words";

/** The plan as its buyer would read it. */
export function OfferCard({
  name,
  description,
  offer,
  choices,
}: {
  name: string;
  description: string;
  offer: ChosenOffer;
  /** What a buyer chooses before they read what they get. */
  choices?: ReactNode;
}) {
  const { fees, chosen, grants, features, usage, currency, overagePrice, trialDays } = offer;
  return (
    <section aria-label="As customers see it" className="rounded-lg border bg-surface p-5">
      <h3 className="font-semibold text-lg">{name}</h3>
      {description && <p className="text-muted text-sm">{description}</p>}
      <div className="my-4 grid gap-1">
        {trialDays > 0 && <p className="text-sm">{trialDays} days to try, then</p>}
        {fees.length + chosen.length === 0 && <p className="font-semibold text-2xl">Free</p>}
        {chosen.map((tier, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal tiers have no other identity.
          <Price key={place} asked={tier} note={tier.name}>
            <Money amount={tier.price} currency={currency} className="font-semibold text-2xl" />
          </Price>
        ))}
        {fees.map((fee, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal fees have no other identity.
          <Fee key={place} fee={fee} currency={currency} />
        ))}
        {choices && <div className="grid gap-3 pt-2">{choices}</div>}
      </div>
      <ul className="grid gap-2 border-t pt-4 text-sm">
        {chosen.map((tier, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two equal tiers have no other identity.
          <Line key={place} note={expiryWords(tier.life)}>
            {tierWords(tier)}
          </Line>
        ))}
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
        {usage.map(({ name: feature, words }) => (
          <Line key={feature} note={words}>
            {feature}
          </Line>
        ))}
        {overagePrice && (
          <Line note="invoiced when the billing period ends">
            <Money amount={overagePrice} currency={currency} /> per credit beyond
          </Line>
        )}
        {chosen.length + grants.length + features.length + usage.length === 0 && (
          <li className="text-muted">Nothing in it yet.</li>
        )}
      </ul>
    </section>
  );
}

function Fee({ fee, currency }: { fee: OfferFee; currency: string }) {
  const { amount, creditUnit, quantity, freeQuantity, name } = fee;
  const pieces = quantity > 1 ? `each of ${quantity}` : "";
  const free = freeQuantity > 0 ? freeWords(freeQuantity) : "";
  return (
    <Price asked={fee} note={[name, pieces, free].filter(Boolean).join(", ")}>
      {creditUnit === null ? (
        <Money amount={amount} currency={currency} className="font-semibold text-2xl" />
      ) : (
        <span className="numerals font-semibold">{`${formatCredits(amount)} ${creditUnit}`}</span>
      )}
    </Price>
  );
}

const freeWords = (count: number) => (count === 1 ? "the first free" : `the first ${count} free`);

function Price({
  asked,
  note,
  children,
}: {
  asked: { readonly period: string; readonly isInAdvance: boolean };
  note: string;
  children: ReactNode;
}) {
  return (
    <p>
      {children}
      <span className="text-muted">
        {" "}
        / {periodWord(asked.period)}
        {note && ` · ${note}`}
        {!asked.isInAdvance && " · paid afterwards"}
      </span>
    </p>
  );
}

/** "2,000 credits every month" */
const tierWords = ({ credits, creditUnit, period, isShared }: ChosenTier): string =>
  `${formatCredits(credits)} ${creditUnit} every ${periodWord(period)}${
    isShared ? ", a share each month" : ""
  }`;

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
