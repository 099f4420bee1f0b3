/** What the catalogue refuses of a draft by its own names, told by those of the API's bodies. */
import { findPlan } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { DomainError, isDomainError, type RefusalDetails } from "@/lib/errors";
import type { PlanId } from "@/lib/ids";
import { invalidInput } from "@/lib/transport/fault";
import { bodyPath } from "./dialect/draft-issue";
import { inBodyWords, type Names } from "./pour";

type Fields = Readonly<Record<string, string[]>>;

/** For the promise's `catch` where a part is added: `charges.6.creditUnit` is its own `price_unit`. */
export const inPartWords =
  (names: Names = {}) =>
  (error: unknown): never => {
    const { fields, message } = faultsOf(error);
    const own = Object.entries(fields).map(([path, messages]) => [ownPath(path), messages]);
    const details = { fields: Object.fromEntries(own) as Record<string, string[]> };
    return inBodyWords(names)(new DomainError("validation_error", message, details));
  };

const ownPath = (path: string): string =>
  path.replace(/^(charges|grants|entitlements)\.\d+\./, "").replace(/^gives\./, "");

/** Runs what publishes a plan's draft; its issues are told as `draft_issues` tells them. */
export async function inDraftWords<Answer>(
  ctx: Context,
  planId: PlanId,
  publish: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await publish();
  } catch (error) {
    const { fields, message } = faultsOf(error);
    const draft = (await findPlan(ctx, planId))?.draft ?? null;
    const faults = Object.entries(fields).flatMap(([path, messages]) =>
      messages.map((of) => ({
        path: stepsOf(bodyPath(path, draft)),
        code: "invalid",
        message: of,
      })),
    );
    throw new DomainError("validation_error", message, invalidInput(faults).details);
  }
}

const stepsOf = (path: string) =>
  path === "" ? [] : path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step));

/** @throws the error itself, if it is about anything else. */
function faultsOf(error: unknown): { readonly fields: Fields; readonly message: string } {
  if (!isDomainError(error) || error.code !== "validation_error") throw error;
  const { fields } = error.details as RefusalDetails<"validation_error">;
  return { fields, message: error.message };
}
