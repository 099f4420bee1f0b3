/**
 * The rules against an independent model that spends unit by unit (`UnitSpender`): after any
 * sequence of commands both must say the same of every grant and of what every wallet owes.
 * `LEDGER_MODEL_RUNS` sets the number of sequences; a failure prints its seed.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import type { FeatureId, GrantId, Id, TransactionId, WalletId } from "@/lib/ids";
import { nanocredits, ZERO } from "@/lib/money/credits";
import { asked, day, debit, emptyBooks, grant, MemoryLedger } from "@/lib/testing/books";
import { type ModelGrant, type ModelWallet, UnitSpender } from "@/lib/testing/unit-spender";
import { applyDue } from "./apply";
import { GRANT_ACCOUNTS } from "./books";

const RUNS = Number(process.env.LEDGER_MODEL_RUNS ?? 5_000);
const SEQUENCE_LENGTH = 24;

const whole = (count: number) => nanocredits(BigInt(count) * 1_000_000_000n);
const mint = <Name extends Id<string>>() => "unwritten" as Name;

// Few distinct values on purpose: ties and exact boundaries are where the order breaks.
const anyFeatures = fc.subarray(["calls", "exports"]);
const anyWallet = (name: string) =>
  fc.record({
    name: fc.constant(name),
    priority: fc.constantFrom(1, 2),
    policy: fc.constantFrom("REFUSE", "CAP", "OVERAGE", "OVERAGE"),
    limit: fc.constantFrom(null, 5),
  }) as fc.Arbitrary<ModelWallet>;
const anyWallets = fc.tuple(anyWallet("w1"), anyWallet("w2"));
const anyStep = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), days: fc.constantFrom(1, 2) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("give" as const),
      amount: fc.integer({ min: 1, max: 8 }),
      wallet: fc.constantFrom(0, 1),
      priority: fc.constantFrom(1, 2),
      isRollover: fc.boolean(),
      category: fc.constantFrom("PROMOTIONAL" as const, "COMMITTED" as const, "PREPAID" as const),
      features: anyFeatures,
      startsIn: fc.constantFrom(-2, -1, 0, 0, 1, 2),
      lasts: fc.constantFrom(null, 1, 2, 3),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("spend" as const),
      amount: fc.integer({ min: 1, max: 9 }),
      feature: fc.constantFrom(null, "calls", "exports"),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("back" as const),
      which: fc.nat(9),
      amount: fc.integer({ min: 1, max: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("void" as const), which: fc.nat(9) }) },
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;
type StepOf<Kind extends Step["kind"]> = Extract<Step, { kind: Kind }>;

/** Both of them, driven alike. */
class Pair {
  readonly model: UnitSpender;
  readonly ledger: MemoryLedger;
  readonly grantIds = new Map<string, GrantId>();
  readonly spent: TransactionId[] = [];
  today = 0;

  constructor(private readonly wallets: readonly ModelWallet[]) {
    this.model = new UnitSpender(wallets);
    const real = wallets.map(({ name, priority, policy, limit }) => ({
      id: name as WalletId,
      priority,
      shortagePolicy: policy,
      overageLimit: limit === null ? null : whole(limit),
    }));
    this.ledger = new MemoryLedger(emptyBooks(...real));
  }

  take(step: Step): void {
    if (step.kind === "wait") this.today += step.days;
    this.model.advance(this.today);
    if (step.kind === "give") this.give(step);
    if (step.kind === "spend") this.spend(step);
    if (step.kind === "back") this.back(step);
    if (step.kind === "void") this.void(step);
  }

  private give(step: StepOf<"give">): void {
    const wallet = this.wallets[step.wallet] as ModelWallet;
    const from = this.today + step.startsIn;
    const to = step.lasts === null ? null : Math.max(this.today, from) + step.lasts;
    const { category, features, isRollover, priority } = step;
    const answer = this.ledger.do(
      grant(
        String(step.amount),
        {
          ...{ category, priority, source: isRollover ? "rollover" : "plan" },
          ...{ effectiveAt: day(from), expiresAt: to === null ? null : day(to) },
          featureIds: features as string[] as FeatureId[],
        },
        { walletId: wallet.name as WalletId },
      ),
      day(this.today),
    );
    // Its real id is its name, so that the last tie-break is the same for both.
    const name = answer.grantId as GrantId;
    this.grantIds.set(name, name);
    const told = { name, wallet: wallet.name, walletPriority: wallet.priority, priority };
    const model = { ...told, category, features, isRollover, from, to, createdAt: this.today };
    this.model.give(model, step.amount, this.today);
  }

  private spend({ amount, feature }: StepOf<"spend">): void {
    const name = `spend-${this.spent.length}`;
    const at = day(this.today);
    const parts = [{ eventId: null, at, amount: whole(amount) }];
    const answer = this.ledger.run(
      debit([], { parts, featureId: feature as FeatureId | null }),
      at,
    );
    const { ok, dropped } = this.model.spend(name, amount, feature, this.today);
    expect(answer.ok).toBe(ok);
    if (!answer.ok) return;
    this.spent.push(answer.transactionId);
    expect(answer.parts).toMatchObject([{ dropped: whole(dropped) }]);
  }

  private back({ which, amount }: StepOf<"back">): void {
    const transactionId = this.spent[which];
    if (transactionId === undefined) return;
    const told = { transactionId, amount: whole(amount), restoreDays: null };
    const answer = this.ledger.run({ kind: "reverse", ...asked(), ...told }, day(this.today));
    expect(answer.ok).toBe(this.model.giveBack(`spend-${which}`, amount, this.today));
  }

  private void({ which }: StepOf<"void">): void {
    const [name] = [...this.grantIds.keys()].slice(which);
    if (name === undefined) return;
    const command = { kind: "void", ...asked(), grantId: name as GrantId, amount: null } as const;
    expect(this.ledger.run(command, day(this.today)).ok).toBe(this.model.void(name));
  }

  compare(): void {
    const { books } = this.ledger;
    const now = applyDue(books, day(this.today), { mint })?.books ?? books;
    for (const model of this.model.grants) {
      const real = now.grants.get(model.name as GrantId);
      const stands = Object.fromEntries(
        GRANT_ACCOUNTS.map((account) => [account, real?.[account]]),
      );
      expect(stands).toEqual({ ...placesOf(this.model, model), held: ZERO, moved: ZERO });
    }
    for (const { name } of this.wallets) {
      const owed = now.wallets.get(name as WalletId)?.overage;
      expect(owed).toBe(whole(this.model.owedBy(name)));
    }
  }
}

const PLACES = ["pending", "available", "consumed", "expired", "voided"] as const;

const placesOf = (model: UnitSpender, grant: ModelGrant) =>
  Object.fromEntries(PLACES.map((place) => [place, whole(model.count(grant, place))]));

it(`says what a model that spends unit by unit says, over ${RUNS} sequences`, () => {
  fc.assert(
    fc.property(anyWallets, fc.array(anyStep, { maxLength: SEQUENCE_LENGTH }), (wallets, steps) => {
      const pair = new Pair(wallets);
      for (const step of steps) {
        pair.take(step);
        pair.compare();
      }
    }),
    { numRuns: RUNS },
  );
}, 600_000);
