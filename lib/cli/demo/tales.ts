/** Which customer shows which state of the ledger. */
import type { Tale } from "./tale";
import {
  adjusted,
  extended,
  partlyReversed,
  refilled,
  reset,
  restored,
  transferred,
  voided,
} from "./tales-of-grants";
import { closed, frozen, holds, severalWallets } from "./tales-of-wallets";

/** By the customer's id in the application. */
export const TALES: ReadonlyMap<string, Tale> = new Map([
  ["bluepeak-analytics", restored],
  ["dovetail-studio", closed],
  ["emberline-energy", voided],
  ["granite-legal", holds],
  ["harbor-pine", adjusted],
  ["juniper-foods", frozen],
  ["kestrel-robotics", partlyReversed],
  ["keystone-schools", reset],
  ["paragon-fitness", transferred],
  ["silverbirch-events", severalWallets],
  ["thistle-design", refilled],
  ["willow-reed", extended],
]);
