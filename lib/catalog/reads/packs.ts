import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import type { PackId } from "@/lib/ids";
import type { PackQuery, PackView } from "../schema/pack";
import { loadPack } from "../store/packs";
import { packView } from "../view/pack";
import type { Page } from "./features";

/** Cheapest first: the order in which packs are offered. */
export async function listPacks(ctx: Context, query: PackQuery): Promise<Page<PackView>> {
  const where = {
    organizationId: ctx.organizationId,
    ...(query.status && { archivedAt: query.status === "ACTIVE" ? null : { not: null } }),
    ...(query.search && { name: { contains: query.search, mode: "insensitive" as const } }),
  };
  const [packs, total] = await Promise.all([
    prisma().creditPack.findMany({
      where,
      orderBy: [{ price: "asc" }, { id: "asc" }],
      take: query.limit,
      skip: query.offset,
    }),
    prisma().creditPack.count({ where }),
  ]);
  return { items: packs.map(packView), total };
}

export async function findPack(ctx: Context, id: PackId): Promise<PackView | undefined> {
  const pack = await loadPack(prisma(), ctx.organizationId, id);
  return pack ? packView(pack) : undefined;
}
