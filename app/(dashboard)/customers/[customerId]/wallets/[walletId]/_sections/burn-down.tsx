import Link from "next/link";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import type { Context } from "@/lib/context";
import { isDomainError } from "@/lib/errors";
import type { WalletId } from "@/lib/ids";
import { findBurnDown } from "@/lib/ledger/reads/burn-down";
import { BurnLine } from "../_components/burn-line";
import type { Look } from "../_components/look";
import { SegmentTable } from "../_components/segment-table";
import { addressOf, momentOf, SPANS } from "../search-params";

const DAY_MS = 86_400_000;
/** Steps of the line, whatever its length. */
const STEPS = 89;
const SPAN_NAMES = { "7": "7 days", "30": "30 days", "90": "90 days", "365": "1 year" } as const;

/** How the wallet burned down until the instant that is looked at. */
export async function BurnDownSection({
  ctx,
  walletId,
  look,
}: {
  ctx: Context;
  walletId: WalletId;
  look: Look;
}) {
  const { params, zone, now } = look;
  const { at } = momentOf(params, zone);
  const days = params.days ?? "30";
  const to = at ?? now;
  const history = await findBurnDown(ctx, walletId, {
    from: new Date(to.getTime() - Number(days) * DAY_MS),
    to,
    marks: STEPS,
  }).catch(tooMuch);
  return (
    <Card
      flush
      title="Burn-down"
      description={
        params.known === null
          ? "How much was used between what else changed the balance"
          : "With all that is known now: how much was used between what else changed the balance"
      }
    >
      {"message" in history ? (
        <div className="grid gap-3 p-4">
          <Spans look={look} days={days} />
          <Notice title={history.message} />
        </div>
      ) : (
        <>
          <div className="grid gap-3 border-b p-4">
            <Spans look={look} days={days} />
            <BurnLine history={history} zone={zone} />
          </div>
          <SegmentTable history={history} zone={zone} />
        </>
      )}
    </Card>
  );
}

/** So much changed in that time that it is no history: said in place, and less can be chosen. */
function tooMuch(error: unknown): { message: string } {
  if (isDomainError(error) && error.code === "validation_error") {
    return { message: "Too much changed in that time: choose less of it" };
  }
  throw error;
}

function Spans({ look: { path, params }, days }: { look: Look; days: string }) {
  return (
    <nav aria-label="Length of the burn-down">
      <ul className="-mx-2 flex flex-wrap gap-1">
        {SPANS.map((span) => (
          <li key={span}>
            <Link
              href={addressOf(path, params, { days: span })}
              prefetch={false}
              scroll={false}
              aria-current={span === days ? "true" : undefined}
              className={classNames(
                "inline-flex h-7 items-center rounded-sm px-2 text-muted text-sm hover:bg-sunken hover:text-ink pointer-coarse:h-11",
                span === days && "bg-sunken font-medium text-ink",
              )}
            >
              {SPAN_NAMES[span]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
