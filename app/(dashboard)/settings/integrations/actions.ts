"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { StripeDeliveryId, StripeSecretId } from "@/lib/ids";
import { SaveSecretInput, StripeTermsInput } from "@/lib/stripe/schema";
import { endSecret } from "@/lib/stripe/writes/end-secret";
import { processDelivery } from "@/lib/stripe/writes/process-delivery";
import { saveSecret } from "@/lib/stripe/writes/save-secret";
import { updateTerms } from "@/lib/stripe/writes/update-terms";
import { action } from "@/lib/transport/action";

const PAGE = "/settings/integrations";

export const saveStripeSecretAction = action({
  permission: "settings:write",
  input: z.object({ secret: SaveSecretInput }),
  async run(ctx, { secret }) {
    const saved = await saveSecret(ctx, secret);
    revalidatePath(PAGE);
    return saved;
  },
});

export const endStripeSecretAction = action({
  permission: "settings:write",
  input: z.object({ secretId: StripeSecretId }),
  async run(ctx, { secretId }) {
    const ended = await endSecret(ctx, secretId);
    revalidatePath(PAGE);
    return ended;
  },
});

export const updateStripeTermsAction = action({
  permission: "settings:write",
  input: z.object({ terms: StripeTermsInput }),
  async run(ctx, { terms }) {
    await updateTerms(ctx, terms);
    revalidatePath(PAGE);
    return terms;
  },
});

/** Grants what a delivery sold that had failed, if it can be granted now. */
export const processDeliveryAction = action({
  permission: "settings:write",
  input: z.object({ deliveryId: StripeDeliveryId }),
  async run(ctx, { deliveryId }) {
    const { status } = await processDelivery(ctx, deliveryId);
    revalidatePath(PAGE, "layout");
    return { status };
  },
});
