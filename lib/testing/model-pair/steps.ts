/** Every step that a random history is made of, and how a pair takes it. */
import fc from "fast-check";
import type { ModelWallet } from "../unit-spender/world";
import { anyGive, anyVoid, giveBoth, voidBoth } from "./grants";
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
import { anyBack, anySpend, giveBackBoth, spendBoth } from "./uses";

const anyWallet = (name: string) =>
  fc.record({
    name: fc.constant(name),
    priority: fc.constantFrom(1, 2),
    policy: fc.constantFrom("REFUSE", "CAP", "OVERAGE", "OVERAGE"),
    limit: fc.constantFrom(null, 5),
  }) as fc.Arbitrary<ModelWallet>;
export const anyWallets = fc.tuple(anyWallet("w1"), anyWallet("w2"));

const anyWait = fc.record({ kind: fc.constant("wait" as const), days: fc.constantFrom(1, 2) });

export const anyStep = fc.oneof(
  { weight: 2, arbitrary: anyWait },
  { weight: 6, arbitrary: anyGive },
  { weight: 6, arbitrary: anySpend },
  { weight: 3, arbitrary: anyBack },
  { weight: 2, arbitrary: anyVoid },
  { weight: 4, arbitrary: anyHold },
  { weight: 3, arbitrary: anyCapture },
  { weight: 1, arbitrary: anyRelease },
  { weight: 2, arbitrary: anyExtend },
  { weight: 1, arbitrary: anyTransfer },
  { weight: 1, arbitrary: anyVoidWallet },
  { weight: 1, arbitrary: anyReset },
  { weight: 1, arbitrary: anyRefill },
  { weight: 1, arbitrary: anyStop },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

export function take(pair: Pair, step: Step): void {
  switch (step.kind) {
    case "wait":
      pair.wait(step.days);
      break;
    case "give":
      giveBoth(pair, step);
      break;
    case "spend":
      spendBoth(pair, step);
      break;
    case "back":
      giveBackBoth(pair, step);
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
