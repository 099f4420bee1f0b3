/** What can be exported whole, however long it is: the one table of it. */
import type { Permission } from "@/lib/auth/permission";
import { BREAKDOWN } from "./lists/breakdown";
import { CALLS } from "./lists/calls";
import { CONSUMPTION } from "./lists/consumption";
import { CUSTOMERS } from "./lists/customers";
import { EVENTS } from "./lists/events";
import { HOLDS } from "./lists/holds";
import { INVOICES } from "./lists/invoices";
import { LEDGER } from "./lists/ledger";
import { MEMBERS } from "./lists/members";
import { MIGRATION } from "./lists/migration";
import { PACK_BUYERS } from "./lists/pack-buyers";
import { RENEWAL_DATES } from "./lists/renewal-dates";
import { RENEWAL_MOVE } from "./lists/renewal-move";
import { RUNS } from "./lists/runs";
import { STATEMENT } from "./lists/statement";
import { SUBSCRIPTIONS } from "./lists/subscriptions";

export const LISTS = {
  breakdown: BREAKDOWN,
  calls: CALLS,
  consumption: CONSUMPTION,
  customers: CUSTOMERS,
  events: EVENTS,
  holds: HOLDS,
  invoices: INVOICES,
  ledger: LEDGER,
  members: MEMBERS,
  migration: MIGRATION,
  pack_buyers: PACK_BUYERS,
  renewal_dates: RENEWAL_DATES,
  renewal_move: RENEWAL_MOVE,
  runs: RUNS,
  statement: STATEMENT,
  subscriptions: SUBSCRIPTIONS,
} as const;
export type ListName = keyof typeof LISTS;
export type QueryOf<Name extends ListName> = ReturnType<(typeof LISTS)[Name]["parseQuery"]>;

/** The lists that somebody with these permissions may export. */
export const listsFor = (permissions: readonly Permission[]): readonly ListName[] =>
  (Object.keys(LISTS) as ListName[]).filter((name) => permissions.includes(LISTS[name].permission));
