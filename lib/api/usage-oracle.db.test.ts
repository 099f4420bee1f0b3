/**
 * Random histories of use, lived by the product over HTTP and by an oracle that knows SEMANTICS
 * alone: each answer, every grant and what is kept of each event must be the same. A few run each
 * time; `ORACLE_SHOPS=200 ORACLE_SEED=7` tries others.
 */
import fc from "fast-check";
import { expect, it } from "vitest";
import { anyShop } from "@/lib/testing/usage-oracle/any-shop";
import { anySteps } from "@/lib/testing/usage-oracle/any-steps";
import { live } from "@/lib/testing/usage-oracle/live";
import { openShop } from "@/lib/testing/usage-oracle/product";

const { ORACLE_SHOPS = "30", ORACLE_SEED = "1", ORACLE_SHOP } = process.env;
const HISTORIES = 4;
const HOUR_MS = 3_600_000;

const histories = fc.array(anySteps, { minLength: HISTORIES, maxLength: HISTORIES });
const shops = fc.sample(fc.tuple(anyShop, histories), {
  numRuns: Number(ORACLE_SHOPS),
  seed: Number(ORACLE_SEED),
});
const chosen = [...shops.entries()].filter(
  ([index]) => ORACLE_SHOP === undefined || Number(ORACLE_SHOP) === index,
);

it.each(chosen)(
  `counts and charges as SEMANTICS says: seed ${ORACLE_SEED}, shop %i`,
  { timeout: HOUR_MS },
  async (_, [shop, all]) => {
    const opened = await openShop(shop);
    for (const steps of all) {
      const differences = await live(opened, steps);
      const seen = differences.length > 0 ? { shop, steps, differences } : null;
      expect(seen).toBeNull();
    }
  },
);
