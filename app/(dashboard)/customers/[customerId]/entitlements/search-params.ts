import { createLoader, parseAsString } from "nuqs/server";
import { CheckInput } from "@/lib/usage/schema/access";
import { propertiesOf } from "./_components/properties-text";

export const loadCheckParams = createLoader({
  /** The key of the feature that is asked about. */
  check: parseAsString,
  quantity: parseAsString,
  member: parseAsString,
  /** The run that it is part of. */
  run: parseAsString,
  /** `model=large, region=eu`. */
  properties: parseAsString,
});
export type CheckParams = Awaited<ReturnType<typeof loadCheckParams>>;

/** What is asked, or what is wrong with it by field; null: nothing is asked. */
export type Asked =
  | { readonly ok: true; readonly input: CheckInput }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

export function checkAsked(params: CheckParams, externalCustomerId: string): Asked | null {
  const { check, quantity, member, run } = params;
  if (!check) return null;
  const properties = propertiesOf(params.properties ?? "");
  if (properties === undefined) {
    return { ok: false, errors: { properties: "Write them as model=large, region=eu" } };
  }
  const parsed = CheckInput.safeParse({
    ...{ externalCustomerId, featureKey: check, properties },
    ...(quantity && { quantity: quantity.trim() }),
    ...(member && { member: member.trim() }),
    ...(run && { groupId: run.trim() }),
  });
  if (parsed.success) return { ok: true, input: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
  return { ok: false, errors: Object.fromEntries(faults) };
}
