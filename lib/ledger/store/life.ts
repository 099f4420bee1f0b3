/** What a grant does other than lapse, as its column keeps it: compact JSON, amounts as text. */
import { creditsText, nanocredits, parseCredits } from "@/lib/money/credits";
import type { GrantLife, Rollover } from "../rules/terms";

/** What of a rollover is kept: all of it, a share in billionths, or up to a cap. */
export type StoredKeeps = { all?: true; share?: string; cap?: string };
type StoredRollover = StoredKeeps & { places: number; until?: string };
type Stored = { series?: string; rollover?: StoredRollover; min?: string; max?: string };

export function lifeToRow(life: GrantLife | null): string | null {
  if (life === null) return null;
  const { seriesId, rollover, reset } = life;
  const stored: Stored = {
    ...(seriesId !== null && { series: seriesId }),
    ...(rollover !== null && { rollover: rolloverToRow(rollover) }),
    ...(reset !== null && { min: creditsText(reset.min), max: creditsText(reset.max) }),
  };
  return JSON.stringify(stored);
}

export function lifeFromRow(value: unknown): GrantLife | null {
  if (value === null || value === undefined) return null;
  const { series, rollover, min, max } = value as Stored;
  return {
    seriesId: series ?? null,
    rollover: rollover === undefined ? null : rolloverFromRow(rollover),
    reset: max === undefined ? null : { min: amount(min), max: amount(max) },
  };
}

const rolloverToRow = ({ keeps, places, expiresAt }: Rollover): StoredRollover => ({
  ...keepsToRow(keeps),
  places,
  ...(expiresAt !== null && { until: expiresAt.toISOString() }),
});

const rolloverFromRow = ({ places, until, ...keeps }: StoredRollover): Rollover => ({
  keeps: keepsFromRow(keeps),
  places,
  expiresAt: until === undefined ? null : new Date(until),
});

export function keepsToRow(keeps: Rollover["keeps"]): StoredKeeps {
  switch (keeps.mode) {
    case "all":
      return { all: true };
    case "share":
      return { share: keeps.share.toString() };
    case "cap":
      return { cap: creditsText(keeps.cap) };
  }
}

export function keepsFromRow({ share, cap }: StoredKeeps): Rollover["keeps"] {
  if (share !== undefined) return { mode: "share", share: BigInt(share) };
  if (cap !== undefined) return { mode: "cap", cap: amount(cap) };
  return { mode: "all" };
}

const amount = (text: string | undefined) => parseCredits(text ?? "0") ?? nanocredits(0n);
