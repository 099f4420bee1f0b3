import { notFound } from "next/navigation";
import { findPack } from "@/lib/catalog/reads/packs";
import type { PackView } from "@/lib/catalog/schema/pack";
import type { Context } from "@/lib/context";
import { PackId } from "@/lib/ids";

/** The pack that a page's address names; without one the page is not found. */
export async function namedPack(
  ctx: Context,
  text: string,
): Promise<{ readonly packId: PackId; readonly pack: PackView }> {
  const { data: packId } = PackId.safeParse(text);
  const pack = packId && (await findPack(ctx, packId));
  if (!packId || !pack) notFound();
  return { packId, pack };
}
