import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { classNames } from "@/components/ui/class-names";
import type { GrantChangeView } from "@/lib/ledger/schema";

const WORDS: Readonly<Record<string, string>> = {
  pending: "waits",
  available: "free to spend",
  held: "held",
  consumed: "used",
  expired: "expires",
  voided: "voided",
  moved: "moves out",
};

/** Grant by grant: what would happen to how many of its credits, and what is free after it. */
export function ChangeTable({
  grants,
  zone,
  changed,
}: {
  grants: readonly GrantChangeView[];
  zone: string;
  changed: ReadonlySet<string>;
}) {
  return (
    <table className="numerals w-full text-sm [&_td]:border-t [&_td]:py-1.5 [&_td]:align-top [&_th]:pb-1 [&_th]:font-normal [&_th]:text-muted [&_th]:text-xs">
      <caption className="sr-only">Grants that change</caption>
      <thead>
        <tr>
          <th scope="col" className="text-left">
            Grant, in burn order
          </th>
          <th scope="col" className="pl-3 text-right">
            what moves
          </th>
          <th scope="col" className="pl-3 text-right">
            left after
          </th>
        </tr>
      </thead>
      <tbody>
        {grants.map((grant) => (
          <tr
            key={grant.grantId}
            className={classNames(changed.has(grant.grantId) && "bg-warning-soft")}
          >
            <td className="min-w-0">
              <span className="break-words">{grant.name}</span>
              <span className="block text-muted text-xs">
                {grant.isNew && "new · "}
                {grant.expiresAt ? (
                  <>
                    expires <Instant at={grant.expiresAt} show="day" zone={zone} />
                  </>
                ) : (
                  "never expires"
                )}
              </span>
            </td>
            <td className="pl-3 text-right">
              {grant.moves.map(({ to, amount }) => (
                <span key={to} className="block whitespace-nowrap">
                  <Credits amount={amount} unit={null} />{" "}
                  <span className="text-muted text-xs">{WORDS[to] ?? to}</span>
                </span>
              ))}
            </td>
            <td className="pl-3 text-right">
              <Credits amount={grant.availableAfter} unit={null} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
