import Link from "next/link";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { explainFigure } from "@/lib/ledger/reads/explain-figure";
import type { Figure, FigurePart } from "@/lib/ledger/schema/explain";
import { formatCredits } from "@/lib/money/format";
import type { Look } from "../_components/look";
import { Tick } from "../_components/tick";
import { addressOf, momentOf } from "../search-params";

const NAMES: Readonly<Record<Figure, string>> = {
  available: "Available",
  held: "Held",
  balance: "Balance",
  pending: "Pending",
  overage: "Overage",
};

/** One figure of the wallet opened into what makes it up; each grant opens into its entries. */
export async function FigureSection({
  ctx,
  walletId,
  figure,
  look,
}: {
  ctx: Context;
  walletId: WalletId;
  figure: Figure;
  look: Look;
}) {
  const { path, params, zone } = look;
  const { at, knownAt } = momentOf(params, zone);
  const told = await explainFigure(ctx, walletId, { figure, asOf: at, knownAt });
  return (
    <Card
      title={`${NAMES[figure]}: ${formatCredits(told.credits)} ${told.creditUnit}`}
      description={told.parts.length === 0 ? "Nothing makes it up." : "What makes it up"}
      actions={
        <Link
          href={addressOf(path, params, { figure: null })}
          prefetch={false}
          scroll={false}
          className="text-muted text-sm underline underline-offset-2 hover:text-ink"
        >
          Close
        </Link>
      }
    >
      <div className="grid gap-3">
        {told.parts.length > 0 && (
          <ul
            aria-label={`What makes up ${NAMES[figure].toLowerCase()}`}
            className="divide-y border-y text-sm"
          >
            {told.parts.map((part) => (
              <Part key={part.grantId ?? part.lotId} part={part} look={look} />
            ))}
          </ul>
        )}
        <Tick
          isRight={told.tiesOut}
          wrong={`The wallet says ${formatCredits(told.credits)}, that is not their sum`}
        >
          Adds up to {formatCredits(told.credits)}, as the wallet says
        </Tick>
      </div>
    </Card>
  );
}

function Part({ part, look }: { part: FigurePart; look: Look }) {
  const { path, params, zone } = look;
  return (
    <li className="flex items-baseline justify-between gap-4 py-1.5">
      <span className="min-w-0 break-words">
        {part.grantId === null ? (
          "Used beyond the grants, owed"
        ) : (
          <Link
            href={addressOf(path, params, { grant: part.grantId })}
            prefetch={false}
            scroll={false}
            className="underline underline-offset-2"
          >
            {part.name}
          </Link>
        )}
        {part.expiresAt && (
          <span className="text-muted text-xs">
            {" "}
            until <Instant at={part.expiresAt} show="day" zone={zone} />
          </span>
        )}
      </span>
      <Credits amount={part.credits} unit={null} />
    </li>
  );
}
