import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { classNames } from "@/components/ui/class-names";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { isSome } from "@/lib/report/schema/standing";
import { sourceOf, statusOf } from "../../_components/grant-words";
import { addressOf } from "../search-params";
import { GrantBar } from "./grant-bar";
import type { Look } from "./look";

/** Every grant of the wallet, what pays first at the top; one of them opens into its entries. */
export function GrantList({
  grants,
  look,
  children,
}: {
  grants: readonly GrantView[];
  look: Look;
  /** The entries of the grant that the address opens. */
  children: ReactNode;
}) {
  const { path, params, zone } = look;
  if (grants.length === 0) {
    return (
      <Empty title={params.at ? "No grants yet at that time" : "No credits were granted yet"}>
        {params.at
          ? "The first came later. Choose a later time above."
          : "Top up, or subscribe the customer to a plan that gives credits."}
      </Empty>
    );
  }
  return (
    <ol aria-label="Grants" className="divide-y">
      {grants.map((grant) => {
        const isOpen = params.grant === grant.id;
        return (
          <li key={grant.id} className="min-w-0">
            <div className="relative grid grid-cols-[1.25rem_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunken md:grid-cols-[1.25rem_minmax(0,1fr)_7rem_8rem_8rem]">
              <span className="numerals text-muted text-xs">{grant.burnOrder ?? "–"}</span>
              <span className="min-w-0">
                <Link
                  href={addressOf(path, params, { grant: isOpen ? null : grant.id })}
                  prefetch={false}
                  scroll={false}
                  aria-expanded={isOpen}
                  className="inline-flex items-center gap-1 font-medium underline-offset-2 after:absolute after:inset-0 hover:underline"
                >
                  <ChevronRight
                    aria-hidden
                    className={classNames("size-3.5 shrink-0 text-muted", isOpen && "rotate-90")}
                  />
                  <span className="min-w-0 break-words">{grant.name}</span>
                </Link>
                <span className="block pl-4.5 text-muted text-xs">
                  {sourceOf(grant)} ·{" "}
                  {grant.expiresAt ? (
                    <>
                      until <Instant at={grant.expiresAt} show="day" zone={zone} />
                    </>
                  ) : (
                    "never expires"
                  )}
                </span>
              </span>
              <GrantBar grant={grant} />
              <Left grant={grant} />
              <span className="max-md:col-start-2 max-md:pl-4.5 md:text-right">
                <Status value={statusOf(grant)} />
              </span>
            </div>
            {isOpen && <div className="border-t bg-sunken/60 px-4 py-3">{children}</div>}
          </li>
        );
      })}
    </ol>
  );
}

function Left({ grant: { available, pending, held } }: { grant: GrantView }) {
  return (
    <span className="text-right max-md:col-start-3 max-md:row-start-1">
      <Credits amount={available} unit={null} className="font-medium" />
      {isSome(held) && (
        <span className="block text-muted text-xs">
          <Credits amount={held} unit={null} /> held
        </span>
      )}
      {isSome(pending) && (
        <span className="block text-muted text-xs">
          <Credits amount={pending} unit={null} /> pending
        </span>
      )}
    </span>
  );
}
