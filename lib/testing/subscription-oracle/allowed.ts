/** What of a story can be done as things stand; the rest is left out. */
import type { Contract } from "./contract";
import type { Act } from "./dice";
import type { Life } from "./life";

export function isAllowed(life: Life, act: Act): boolean {
  if (act.kind === "wait" || act.kind === "pay") return true;
  const contract = life.current;
  if (!contract || contract.state === "ended" || contract.state === "to_come") return false;
  if (contract.state === "paused" || act.kind === "resume") {
    return contract.state === "paused" && act.kind === "resume";
  }
  const staysOn = contract.endsAt === null && life.scheduled === null;
  if (contract.state === "trialing" && !ALSO_TRIED.includes(act.kind)) return false;
  return staysOn ? isOpen(contract, act) : isLeaving(life, act);
}

const ALSO_TRIED: readonly Act["kind"][] = [
  ...(["use", "use in money", "change"] as const),
  ...(["cancel at end", "reactivate", "call off"] as const),
];

/** Of a subscription that goes on as it is. */
function isOpen(contract: Contract, act: Act): boolean {
  const { plan, state } = contract;
  switch (act.kind) {
    case "use in money":
      return plan.moneyUse !== null;
    case "change":
      return (
        act.plan !== plan.name && (act.mode !== "prorate" || (act.isSame && state === "active"))
      );
    case "cancel now":
      // What is sold on top has a price and credits of its own, and so has a mailbox.
      return plan.mailbox === null && contract.addOns === 0;
    case "add-ons":
      return act.count !== contract.nextAddOns;
    case "pieces":
      return !plan.isInArrears && act.count !== contract.nextPieces;
    default:
      return act.kind !== "reactivate" && act.kind !== "call off";
  }
}

/** Of one that is to end, or to change. */
function isLeaving({ scheduled, current }: Life, act: Act): boolean {
  switch (act.kind) {
    case "use":
      return true;
    case "use in money":
      return current?.plan.moneyUse !== null;
    case "reactivate":
      return scheduled === null;
    case "cancel at end":
    case "call off":
      return scheduled !== null;
    default:
      return false;
  }
}
