"use client";

import { Check, Minus } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Radio } from "@/components/ui/checkbox";
import { ScrollRegion } from "@/components/ui/scroll-region";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { comparisonOf, type Length, lengthsOf } from "./comparison";
import { lengthWord } from "./subscription-words";

/** Plans side by side, paid by the month or by the year; `actionOf` puts something under each name. */
export function PlanComparison({
  offers,
  length: asked,
  actionOf,
}: {
  offers: readonly OfferView[];
  /** Which period it begins with. */
  length?: Length | null;
  actionOf?: (offer: OfferView, length: Length) => ReactNode;
}) {
  const lengths = lengthsOf(offers);
  const [chosen, setChosen] = useState<Length | null>(asked ?? null);
  const length = chosen ?? lengths[0] ?? "MONTHLY";
  const { rows } = comparisonOf(offers, length);
  return (
    <div className="grid grid-cols-1 gap-4">
      {lengths.length > 1 && <Lengths lengths={lengths} value={length} onChange={setChosen} />}
      <ScrollRegion
        aria-label="Plans side by side"
        className="relative overflow-auto rounded border bg-surface"
      >
        <table className="w-full border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              <th scope="col" className="sticky left-0 z-10 w-36 border-b bg-surface px-3 py-2">
                <span className="sr-only">Terms</span>
              </th>
              {offers.map((offer) => (
                <th
                  key={offer.planId}
                  scope="col"
                  className="min-w-44 border-b px-3 py-2 text-left align-top font-semibold text-base"
                >
                  {offer.name}
                  {actionOf && <div className="mt-2 font-normal">{actionOf(offer, length)}</div>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, cells }, place) => (
              <tr key={name} className="[&:last-child>*]:border-b-0">
                <th
                  scope="row"
                  className="sticky left-0 z-10 w-36 border-b bg-surface px-3 py-2 text-left align-top font-medium text-muted"
                >
                  {name}
                </th>
                {cells.map((words, column) => (
                  <td
                    key={offers[column]?.planId}
                    className="numerals border-b px-3 py-2 align-top"
                  >
                    <Words words={words} isStrong={place === 0} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </div>
  );
}

function Lengths({
  lengths,
  value,
  onChange,
}: {
  lengths: readonly Length[];
  value: Length;
  onChange: (length: Length) => void;
}) {
  const name = useId();
  return (
    <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
      <legend className="sr-only">Paid by the</legend>
      {lengths.map((length) => (
        <Radio
          key={length}
          name={name}
          label={`By the ${lengthWord(length)}`}
          checked={length === value}
          onChange={() => onChange(length)}
        />
      ))}
    </fieldset>
  );
}

function Words({ words, isStrong }: { words: readonly string[]; isStrong: boolean }) {
  if (words.length === 0) return <Mark icon={<Minus aria-hidden />} says="none" />;
  if (words.length === 1 && words[0] === "included") {
    return <Mark icon={<Check aria-hidden className="text-accent" />} says="included" />;
  }
  return words.map((line) => (
    <span key={line} className={isStrong ? "block font-medium" : "block"}>
      {line}
    </span>
  ));
}

const Mark = ({ icon, says }: { icon: ReactNode; says: string }) => (
  <span className="text-muted [&_svg]:size-4">
    {icon}
    <span className="sr-only">{says}</span>
  </span>
);
