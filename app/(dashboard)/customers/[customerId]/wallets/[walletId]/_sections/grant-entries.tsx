import Link from "next/link";
import { Empty } from "@/components/domain/empty";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import { GrantId } from "@/lib/ids";
import { listGrantEntries } from "@/lib/ledger/reads/explain-grant";
import type { GrantAccountsView } from "@/lib/ledger/schema/explain";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import { GrantEntryList } from "../_components/grant-entry-list";
import type { Look } from "../_components/look";
import { Tick } from "../_components/tick";
import { addressOf, momentOf } from "../search-params";

const SHOWN = 25;

/** Every movement of the opened grant with who and why, newest first, and the sum that they come to. */
export async function GrantEntries({
  ctx,
  customerId,
  look,
}: {
  ctx: Context;
  customerId: string;
  look: Look;
}) {
  const { path, params, zone } = look;
  const { data: grantId } = GrantId.safeParse(params.grant);
  if (!grantId) return null;
  const { at, knownAt } = momentOf(params, zone);
  const query = { asOf: at, knownAt, cursor: params.after, limit: SHOWN };
  const page = await listGrantEntries(ctx, grantId, query).catch(ifUnbooked);
  if (page === null) return <Empty title="Not booked yet: its entries come within the minute" />;
  const { items, nextCursor, accounts, tiesOut } = page;
  if (items.length === 0) return <Empty title="Nothing moved yet at that time" />;
  return (
    <div className="grid gap-3">
      <Tick isRight={tiesOut} wrong="The entries do not add up to what stands in the grant">
        {sentenceOf(accounts)}
      </Tick>
      <GrantEntryList entries={items} customerId={customerId} zone={zone} />
      {(nextCursor || params.after) && (
        <nav aria-label="Entries of the grant" className="flex gap-4 text-sm">
          {params.after && (
            <Link
              href={addressOf(path, params)}
              prefetch={false}
              scroll={false}
              className="underline underline-offset-2"
            >
              Newest entries
            </Link>
          )}
          {nextCursor && (
            <Link
              href={addressOf(path, params, { after: nextCursor })}
              prefetch={false}
              scroll={false}
              className="underline underline-offset-2"
            >
              Older entries
            </Link>
          )}
        </nav>
      )}
    </div>
  );
}

/** A refill or a roll-over that is due is shown before it is booked; until then it has no entries. */
function ifUnbooked(error: unknown): null {
  if (isDomainError(error) && error.code === "not_found") return null;
  throw error;
}

const NAMES = {
  available: "available",
  held: "held",
  pending: "pending",
  consumed: "used",
  expired: "expired",
  voided: "voided",
  moved: "moved on",
} as const;

/** `Its entries add up: 4 available, 6 used`. */
function sentenceOf(accounts: GrantAccountsView): string {
  const parts = (Object.keys(NAMES) as (keyof typeof NAMES)[])
    .filter((account) => isSome(accounts[account]))
    .map((account) => `${formatCredits(accounts[account])} ${NAMES[account]}`);
  return `Its entries add up: ${parts.join(", ")}`;
}
