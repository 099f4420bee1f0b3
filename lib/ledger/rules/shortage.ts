/** What happens to the part of a use that no grant covers (SEMANTICS §3). */
import { type Credits, creditsText, MOST_CREDITS, minus, plus } from "@/lib/money/credits";
import type { Wallet } from "./books";
import type { Refusal } from "./command";
import type { ShortagePolicy } from "./terms";

export type Placement =
  | { readonly kind: "overage"; readonly wallet: Wallet }
  | { readonly kind: "drop" }
  | { readonly kind: "refuse"; readonly refusal: Refusal };

export type Shortage = {
  /** Those that could pay, in burn order. */
  readonly wallets: readonly Wallet[];
  readonly required: Credits;
  readonly shortfall: Credits;
  readonly override: ShortagePolicy | undefined;
  readonly forbidsOverage: boolean;
};

/** The first wallet with OVERAGE and room takes it; else any CAP drops it; else it is refused. */
export function placeShortage(shortage: Shortage): Placement {
  const { wallets, required, shortfall, override, forbidsOverage } = shortage;
  const policyOf = (wallet: Wallet) => override ?? wallet.shortagePolicy;
  // Owed or dropped, it would still be more than one command moves (SEMANTICS 1.5).
  if (required > MOST_CREDITS) return insufficient(required, shortfall);
  const owing = wallets.filter((wallet) => !forbidsOverage && policyOf(wallet) === "OVERAGE");
  const roomy = owing.find((wallet) => hasRoom(wallet, shortfall));
  if (roomy) return { kind: "overage", wallet: roomy };
  if (wallets.some((wallet) => policyOf(wallet) === "CAP")) return { kind: "drop" };

  const available = minus(required, shortfall);
  const [limited] = owing;
  if (limited !== undefined && limited.overageLimit !== null) {
    const { overageLimit: limit, overage: used } = limited;
    const figures = { required, available, limit, used };
    return { kind: "refuse", refusal: { code: "limit_reached", scope: "overage", ...figures } };
  }
  return insufficient(required, shortfall);
}

function insufficient(required: Credits, shortfall: Credits): Placement {
  const cures = [{ kind: "top_up", credits: creditsText(shortfall) }] as const;
  const figures = { required, available: minus(required, shortfall), shortfall, cures };
  return { kind: "refuse", refusal: { code: "insufficient_credits", ...figures } };
}

const hasRoom = ({ overage, overageLimit }: Wallet, amount: Credits) =>
  overageLimit === null || plus(overage, amount) <= overageLimit;
