/** Every step that a random history is made of, and how a pair takes it. */
import fc from "fast-check";
import type { Command } from "@/lib/ledger/rules/command";
import type { ModelWallet } from "../unit-spender/world";
import { anyGive, anyPayment, anyVoid, giveBoth, payBoth, voidBoth } from "./grants";
import { anyCapture, anyHold, anyRelease, captureBoth, holdBoth, releaseBoth } from "./holds";
import {
  anyExtend,
  anyRefill,
  anyReset,
  anyStop,
  anyTransfer,
  anyVoidWallet,
  extendBoth,
  refillBoth,
  resetBoth,
  stopBoth,
  transferBoth,
  voidWalletBoth,
} from "./lives";
import type { Pair } from "./pair";
import { anyBack, anyInvoice, anySpend, giveBackBoth, invoiceBoth, spendBoth } from "./uses";
import { adjustBoth, anyAdjust, anyClose, anyFreeze, closeBoth, freezeBoth } from "./wallets";

const anyWallet = (name: string) =>
  fc.record({
    name: fc.constant(name),
    priority: fc.constantFrom(1, 2),
    policy: fc.constantFrom("REFUSE", "CAP", "OVERAGE", "OVERAGE"),
    limit: fc.constantFrom(null, 5),
  }) as fc.Arbitrary<ModelWallet>;
export const anyWallets = fc.tuple(anyWallet("w1"), anyWallet("w2"));

const anyWait = fc.record({ kind: fc.constant("wait" as const), days: fc.constantFrom(1, 2) });

/** Most of all what the others need something of; least of all what leaves them little to do. */
export const anyStep = fc.oneof(
  { weight: 6, arbitrary: anyWait },
  { weight: 14, arbitrary: anyGive },
  { weight: 12, arbitrary: anySpend },
  { weight: 7, arbitrary: anyBack },
  { weight: 4, arbitrary: anyPayment },
  { weight: 4, arbitrary: anyVoid },
  { weight: 8, arbitrary: anyHold },
  { weight: 6, arbitrary: anyCapture },
  { weight: 2, arbitrary: anyRelease },
  { weight: 4, arbitrary: anyExtend },
  { weight: 3, arbitrary: anyTransfer },
  { weight: 2, arbitrary: anyVoidWallet },
  { weight: 3, arbitrary: anyAdjust },
  { weight: 3, arbitrary: anyInvoice },
  { weight: 4, arbitrary: anyFreeze },
  { weight: 1, arbitrary: anyClose },
  { weight: 2, arbitrary: anyReset },
  { weight: 2, arbitrary: anyRefill },
  { weight: 2, arbitrary: anyStop },
);
export type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
/** Which step puts a command of each kind to both: a new kind is not without one. */
export const STEP_OF: Readonly<Record<Command["kind"], Step["kind"]>> = {
  grant: "give",
  activate: "activate",
  debit: "spend",
  void: "void",
  expire: "wait",
  reverse: "back",
  invoice_overage: "invoice_overage",
  hold: "hold",
  capture: "capture",
  release: "release",
  freeze: "freeze",
  unfreeze: "unfreeze",
  close: "close",
  adjust: "adjust",
  extend: "extend",
  transfer_out: "transfer",
  transfer_in: "transfer",
  void_wallet: "void_wallet",
  reset: "reset",
  start_refill: "refill",
  stop_refill: "stop",
};

export function take(pair: Pair, step: Step): void {
  switch (step.kind) {
    case "wait":
      pair.wait(step.days);
      break;
    case "give":
      giveBoth(pair, step);
      break;
    case "activate":
      payBoth(pair, step);
      break;
    case "spend":
      spendBoth(pair, step);
      break;
    case "back":
      giveBackBoth(pair, step);
      break;
    case "invoice_overage":
      invoiceBoth(pair, step);
      break;
    case "void":
      voidBoth(pair, step);
      break;
    case "hold":
      holdBoth(pair, step);
      break;
    case "capture":
      captureBoth(pair, step);
      break;
    case "release":
      releaseBoth(pair, step);
      break;
    case "freeze":
    case "unfreeze":
      freezeBoth(pair, step);
      break;
    case "close":
      closeBoth(pair, step);
      break;
    case "adjust":
      adjustBoth(pair, step);
      break;
    case "extend":
      extendBoth(pair, step);
      break;
    case "transfer":
      transferBoth(pair, step);
      break;
    case "void_wallet":
      voidWalletBoth(pair, step);
      break;
    case "reset":
      resetBoth(pair, step);
      break;
    case "refill":
      refillBoth(pair, step);
      break;
    case "stop":
      stopBoth(pair, step);
      break;
  }
}
