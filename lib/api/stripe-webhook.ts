/**
 * Where Stripe sends its events. No operation of the API: it has no key, and its gate is the
 * signature. What was taken in is answered 200, whatever it came to: it is kept here, and shown.
 */
import type { IncomingMessage } from "node:http";
import type { Hono, Context as HonoContext } from "hono";
import { DomainError, isDomainError } from "@/lib/errors";
import { takeDelivery } from "@/lib/stripe/writes/take-delivery";
import { stripeContext } from "@/lib/transport/stripe-gate";
import { readBody } from "./body";
import { json, refuse } from "./handle";
import { Visit } from "./visit";

type Env = {
  Variables: { requestId: string; visit?: Visit };
  Bindings: { incoming?: IncomingMessage };
};

export function mountStripe(app: Hono<Env>): void {
  app.all("/v1/webhooks/stripe/:organization", async (c) => {
    // What Stripe says is no word of the organization's own programs: none of it is kept here.
    const visit = new Visit("/webhooks/stripe/{organizationId}", undefined, false);
    c.set("visit", visit);
    try {
      return await take(c, visit);
    } catch (error) {
      visit.code = isDomainError(error) ? error.code : "internal";
      return refuse(error, c.get("requestId"), allowOf(error));
    }
  });
}

async function take(c: HonoContext<Env>, visit: Visit): Promise<Response> {
  if (c.req.method !== "POST") {
    throw new DomainError("method_not_allowed", "This path takes POST", { allowed: ["POST"] });
  }
  const requestId = c.get("requestId");
  const { ctx, arrival } = await stripeContext({
    organization: c.req.param("organization") ?? "",
    signature: c.req.header("stripe-signature"),
    body: () => readBody(c.req.raw, c.env?.incoming),
    requestId,
  });
  visit.entered(ctx);
  const { status, reason } = await takeDelivery(ctx, arrival);
  visit.code = status === "REFUSED" || status === "FAILED" ? reason : null;
  return json({ received: true, status: status.toLowerCase(), reason }, 200, {
    "x-request-id": requestId,
  });
}

const allowOf = (error: unknown): Record<string, string> =>
  isDomainError(error) && error.code === "method_not_allowed" ? { allow: "POST" } : {};
