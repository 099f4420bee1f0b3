/** What caused a transaction, by the id that the outside knows it by. */
import type { Row } from "@/lib/db/tx";
import { idFromRow, idText, parseId } from "@/lib/ids";
import { text } from "../store/rows";

export type CauseView = { readonly kind: string; readonly id: string };

const CAUSES: Readonly<Record<string, string>> = {
  invoice: "inv",
  subscription: "sub",
  hold: "hld",
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A cause names itself as its slice wrote it: by the row's own id, or by the outer one already. */
export function causeView({ cause_kind, cause_id }: Row): CauseView | null {
  if (cause_kind === null) return null;
  const kind = text(cause_kind);
  const id = text(cause_id);
  const prefix = CAUSES[kind];
  if (prefix === undefined || !UUID.test(id)) return { kind, id };
  return { kind, id: idText<string>(prefix, idFromRow(id)) };
}

/** Each text that the cause with this outer id can be kept as. */
export function keptCauseIds(id: string): readonly string[] {
  const rows = Object.values(CAUSES).flatMap((prefix) => parseId<string>(prefix, id) ?? []);
  return [id, ...rows];
}
