/** What a wallet's status allows (SEMANTICS 1.1). */
import type { Wallet } from "./books";
import type { Refusal } from "./command";

/** @returns why not, if it may not: nothing leaves a frozen wallet, nothing moves in a closed one. */
export function refusesTo(move: "give" | "receive", wallet: Wallet): Refusal | undefined {
  if (wallet.status === "ACTIVE") return undefined;
  if (wallet.status === "FROZEN" && move === "receive") return undefined;
  const message =
    wallet.status === "CLOSED"
      ? "This wallet is closed: nothing moves in it"
      : "This wallet is frozen: nothing leaves it until it is unfrozen";
  return { code: "invalid_state", entity: "wallet", state: wallet.status, message };
}
