"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { PackInput } from "@/lib/catalog/schema/pack";
import { archivePack } from "@/lib/catalog/writes/archive-pack";
import { createPack } from "@/lib/catalog/writes/create-pack";
import { restorePack } from "@/lib/catalog/writes/restore-pack";
import { updatePack } from "@/lib/catalog/writes/update-pack";
import { PackId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

const OnePack = z.object({ packId: PackId });

/** Without an id it is a new one. */
export const savePackAction = action({
  permission: "catalog:write",
  input: z.object({ packId: PackId.nullable(), pack: PackInput }),
  async run(ctx, { packId, pack }) {
    const saved = packId ? await updatePack(ctx, packId, pack) : await createPack(ctx, pack);
    revalidatePath("/packs", "layout");
    return { id: saved.id, name: saved.name };
  },
});

export const archivePackAction = action({
  permission: "catalog:write",
  input: OnePack,
  async run(ctx, { packId }) {
    const { name } = await archivePack(ctx, packId);
    revalidatePath("/packs", "layout");
    return { name };
  },
});

export const restorePackAction = action({
  permission: "catalog:write",
  input: OnePack,
  async run(ctx, { packId }) {
    const { name } = await restorePack(ctx, packId);
    revalidatePath("/packs", "layout");
    return { name };
  },
});
