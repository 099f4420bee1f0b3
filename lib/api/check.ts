/** May this customer use that feature now, what would it cost, and if not: why not. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { invalidField, notFound } from "@/lib/errors";
import { idText } from "@/lib/ids";
import { PositiveCredits as PositiveAmount } from "@/lib/money/schema";
import { checkAccess } from "@/lib/usage/reads/check-access";
import { CheckInput, CheckView } from "@/lib/usage/schema/access";
import { amountText } from "./amounts";
import { snake, snakeSchema } from "./dialect/snake";
import { poured } from "./pour";
import { type Route, route } from "./route";
import { WhichCustomer } from "./which-customer";

export const CheckBody = z.strictObject({
  ...WhichCustomer,
  feature_key: CheckInput.shape.featureKey,
  quantity: amountText(PositiveAmount).optional(),
  member: CheckInput.shape.member,
  group_id: CheckInput.shape.groupId,
  properties: CheckInput.shape.properties.optional(),
});

const checkRoute = route({
  method: "post",
  path: "/check",
  scope: "usage:read",
  summary: "Ask before the act: entitlement, cost and balance in one answer",
  body: CheckBody,
  reply: snakeSchema(CheckView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { body }) => {
    const input = poured(CheckInput, await checkFields(ctx, body));
    return snake(await checkAccess(ctx, input));
  },
});

/** As the usage slice takes them. @throws DomainError `not_found`; `validation_error`. */
export const checkFields = async (ctx: Context, body: z.output<typeof CheckBody>) => ({
  externalCustomerId: await externalIdOf(ctx, body),
  featureKey: body.feature_key,
  ...(body.quantity && { quantity: body.quantity }),
  member: body.member,
  groupId: body.group_id,
  properties: body.properties ?? {},
});

async function externalIdOf(ctx: Context, body: z.output<typeof CheckBody>): Promise<string> {
  const { customer_id: id, external_customer_id: externalId } = body;
  if (externalId !== undefined) return externalId;
  if (id === undefined) {
    throw invalidField("external_customer_id", "Name a customer: external_customer_id");
  }
  const customer = await findCustomer(ctx, id);
  if (!customer) throw notFound("customer", idText("cus", id));
  return customer.externalId;
}

export const CHECK_ROUTES: readonly Route[] = checkRoute;
