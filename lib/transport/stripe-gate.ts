/**
 * The gate of what Stripe sends: its signature over the bytes that came becomes a `Context`. Whoever
 * cannot show one is counted and sent away; nothing else is done for them. Knows no framework.
 */
import Stripe from "stripe";
import type { Context } from "@/lib/context";
import { unavailable } from "@/lib/db/retry";
import { DomainError, notFound } from "@/lib/errors";
import { OrganizationId } from "@/lib/ids";
import { log } from "@/lib/log";
import { findSigningSecrets } from "@/lib/stripe/reads";
import type { StrangerReason } from "@/lib/stripe/rules/reasons";
import type { Arrival } from "@/lib/stripe/rules/session";
import { StripeEvent } from "@/lib/stripe/schema/event";
import { noteStranger } from "@/lib/stripe/writes/note-stranger";

/** How old a signature may be, in seconds: Stripe's own default. */
const TOLERANCE = Stripe.webhooks.DEFAULT_TOLERANCE;
/** Events are some ten kilobytes. */
const MOST_CHARACTERS = 1024 * 1024;

export type StripeKnock = {
  /** As the address names it. */
  readonly organization: string;
  /** The header `Stripe-Signature`. */
  readonly signature: string | undefined;
  /** The body as it came; asked for only once it is known that somebody signed something. */
  readonly body: () => Promise<string>;
  readonly requestId: string;
};

/**
 * @throws DomainError `not_found` for an address of nobody, `unauthenticated` for what nobody or
 *   somebody else has signed, or long ago, `too_large`, `validation_error` for what is signed and no
 *   event, and `unavailable` if this process cannot open the secret: Stripe sends it again.
 */
export async function stripeContext(
  knock: StripeKnock,
): Promise<{ readonly ctx: Context; readonly arrival: Arrival }> {
  const at = new Date();
  const { data: organizationId } = OrganizationId.safeParse(knock.organization);
  const secrets = organizationId && (await findSigningSecrets(organizationId, at));
  if (!organizationId || !secrets) throw notFound("endpoint", knock.organization);
  const refuse = (reason: StrangerReason, error: DomainError): never => {
    noteStranger(organizationId, reason, at);
    throw error;
  };

  const { signature } = knock;
  if (!signature) return refuse("unsigned", unauthenticated("Without the header Stripe-Signature"));
  if (secrets.length === 0) {
    return refuse("no_secret", unauthenticated("No signing secret is entered for this address"));
  }
  const readable = secrets.flatMap(({ secret }) => secret ?? []);
  if (readable.length === 0) {
    log().error({ requestId: knock.requestId }, "Stripe's signing secret cannot be opened");
    return refuse("sealed_secret", unavailable());
  }
  const body = await knock.body();
  if (body.length > MOST_CHARACTERS) throw tooLarge();
  const arrival = openedBy({ body, signature, at }, readable);
  if (typeof arrival === "string") return refuse(arrival, NOT_OPENED[arrival]());
  return {
    ctx: {
      organizationId,
      actor: { kind: "system", name: "Stripe" },
      origin: "system",
      at,
      requestId: knock.requestId,
    },
    arrival,
  };
}

type Signed = { readonly body: string; readonly signature: string; readonly at: Date };

/** An event that was signed, or what is wrong. While a secret is rolled, either of the two will do. */
function openedBy(signed: Signed, secrets: readonly string[]): Opened {
  for (const secret of secrets) {
    const opened = eventIn(signed, secret, TOLERANCE);
    if (opened !== "bad_signature") return opened;
  }
  // Zero asks for no time at all.
  const isOld = secrets.some((secret) => eventIn(signed, secret, 0) !== "bad_signature");
  return isOld ? "old_timestamp" : "bad_signature";
}
type Opened = Arrival | "bad_signature" | "old_timestamp" | "malformed";

function eventIn(
  { body, signature, at }: Signed,
  secret: string,
  tolerance: number,
): Arrival | "bad_signature" | "malformed" {
  const { webhooks, errors } = Stripe;
  try {
    const event = webhooks.constructEvent(
      ...([body, signature, secret, tolerance, undefined, at.getTime()] as const),
    );
    return StripeEvent.safeParse(event).data ?? "malformed";
  } catch (thrown) {
    if (thrown instanceof errors.StripeSignatureVerificationError) return "bad_signature";
    // The signature was right, and what it signs cannot be taken apart.
    return "malformed";
  }
}

const unauthenticated = (message: string) => new DomainError("unauthenticated", message, {});

const NOT_OPENED = {
  bad_signature: () => unauthenticated("The signature is not right"),
  old_timestamp: () => unauthenticated("Signed too long ago"),
  malformed: () =>
    new DomainError("validation_error", "This is not an event", {
      fields: { "": ["Not an event"] },
    }),
};

const tooLarge = () =>
  new DomainError("too_large", "The body is larger than 1 MB", { limit: `${MOST_CHARACTERS}` });
