import { notFound } from "@/lib/errors";
import { idText, RenewalMoveId } from "@/lib/ids";
import { exportRoute } from "@/lib/transport/export";

/** How each fared. */
export const GET = exportRoute({
  list: "renewal_move",
  fileName: "renewal-dates-moved",
  asked: async (_, { params }) => {
    const { data: moveId } = RenewalMoveId.safeParse(params.moveId);
    if (!moveId) throw notFound("renewal_move", String(params.moveId));
    const source = `/subscriptions/renewal-dates?move=${idText("rmv", moveId)}`;
    return { query: { moveId }, source, filters: async () => [] };
  },
});
