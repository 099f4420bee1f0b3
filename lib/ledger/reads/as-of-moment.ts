/** One moment of the database, and what time has done by then that nobody has booked. */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, type GrantId, type Id, idFromRow } from "@/lib/ids";
import { applyDue } from "../rules/apply";
import { type Books, type Grant, instantOf } from "../rules/books";
import type { Entry } from "../rules/entry";
import type { Asking } from "../store/asking";
import { findWallets, loadBooks } from "../store/books";

/** Runs reads that must agree with each other: all see the ledger as of one commit. */
export function atOneMoment<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  return retryPassingFaults(() =>
    transactHot(async (tx) => {
      await tx.sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      return run(tx);
    }),
  );
}

/** What time has done to a customer's books and nobody has booked. */
export type Due = {
  readonly entries: readonly Entry[];
  /** Grants that it gives: refills and roll-overs, in no row yet. */
  readonly issued: ReadonlyMap<GrantId, Grant>;
};

/** All that is due by `at`, as a command at that instant would book it first. */
export async function loadDue(
  tx: Tx,
  { organizationId }: Context,
  { customerId, at }: { customerId: CustomerId; at: Date },
): Promise<Due> {
  const command = { kind: "expire", customerId, reference: "read" } as const;
  const asking: Asking = { organizationId, at, command };
  const [books] = (await loadBooks(tx, await findWallets(tx, [asking]), [asking])).values();
  const due = books && applyDue(books, instantOf(books, at), { mint: mintFor(books) });
  if (!due) return { entries: [], issued: new Map() };
  const { issued, entries } = due.transaction;
  return {
    entries,
    issued: new Map(
      issued.flatMap((id) => {
        const grant = due.books.grants.get(id);
        return grant ? [[id, grant] as const] : [];
      }),
    ),
  };
}

/** Names what is in no row yet: the same books name it alike, so that a read twice is the same read. */
function mintFor({ customerId, wallets }: Books) {
  const booked = [...wallets.values()].map(({ id, seq }) => `${id} ${seq}`).sort();
  let count = 0;
  return <Name extends Id<string>>(): Name => {
    const told = [customerId, ...booked, String(++count)].join("\n");
    const hex = createHash("sha256").update(told).digest("hex");
    const parts = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `8${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
    ];
    return idFromRow<Name>([...parts, hex.slice(20, 32)].join("-"));
  };
}
