"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CreditUnitChanges, CreditUnitInput } from "@/lib/catalog/schema/credit-unit";
import { CreditUnit } from "@/lib/catalog/schema/text";
import { createCreditUnit } from "@/lib/catalog/writes/create-credit-unit";
import { updateCreditUnit } from "@/lib/catalog/writes/update-credit-unit";
import { action } from "@/lib/transport/action";

export const createCreditUnitAction = action({
  permission: "catalog:write",
  input: z.object({ unit: CreditUnitInput }),
  async run(ctx, { unit }) {
    const { code } = await createCreditUnit(ctx, unit);
    revalidatePath("/settings/credits");
    return { code };
  },
});

export const updateCreditUnitAction = action({
  permission: "catalog:write",
  input: z.object({ code: CreditUnit, unit: CreditUnitChanges }),
  async run(ctx, { code, unit }) {
    await updateCreditUnit(ctx, code, unit);
    revalidatePath("/settings/credits");
    return { code };
  },
});
