import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { Context } from "@/lib/context";
import { CustomerId, HoldId } from "@/lib/ids";
import type { HoldQuery } from "@/lib/ledger/reads/holds";
import { HOLD_STATES } from "@/lib/ledger/schema/hold";
import { parseAsCursor } from "../cursor-param";

const PAGE_SIZE = 50;
const STALE_AFTER_MS = 24 * 3_600_000;

export const loadHoldParams = createLoader({
  /** Without it the open ones are shown: they are what waits for somebody. */
  state: parseAsStringLiteral(["all", ...HOLD_STATES]),
  age: parseAsStringLiteral(["stale"]),
  customer: parseAsString,
  after: parseAsCursor,
  hold: parseAsString,
});
export type HoldParams = Awaited<ReturnType<typeof loadHoldParams>>;

/** A customer that does not exist filters nothing out: a link may be old. */
export function holdQuery(ctx: Context, { state, age, customer, after }: HoldParams): HoldQuery {
  const { data: customerId } = CustomerId.safeParse(customer);
  return {
    ...(state !== "all" && { state: state ?? "open" }),
    ...(customerId && { customerId }),
    ...(age === "stale" && { placedBefore: new Date(ctx.at.getTime() - STALE_AFTER_MS) }),
    order: "oldest",
    cursor: after,
    limit: PAGE_SIZE,
  };
}

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ state, age, customer, after }: HoldParams): boolean =>
  state !== null || age !== null || customer !== null || after !== null;

/** The hold that the address asks to act on. */
export const openedId = ({ hold }: HoldParams): HoldId | undefined => HoldId.safeParse(hold).data;

export const FILTERS = [
  {
    key: "state",
    label: "State",
    none: "State: open",
    options: [
      { value: "captured", label: "Captured" },
      { value: "released", label: "Released" },
      { value: "expired", label: "Expired" },
      { value: "all", label: "All" },
    ],
  },
  {
    key: "age",
    label: "Age",
    options: [{ value: "stale", label: "Older than 24 hours" }],
  },
];
