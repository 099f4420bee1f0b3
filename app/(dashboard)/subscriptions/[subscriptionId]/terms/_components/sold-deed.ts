import type { OfferView } from "@/lib/subscription/schema/offer";
import type { SoldPreview } from "@/lib/subscription/schema/sold-parts";
import type { ActionResult } from "@/lib/transport/result";
import {
  previewAddOnAction,
  previewPiecesAction,
  setAddOnAction,
  setPiecesAction,
} from "../actions";

/** What there is to be more or less of. */
export type SoldPart = { readonly kind: "add_on" | "pieces"; readonly id: string };

/** It as it stands now, to be more or less. */
export type SoldThing = {
  readonly part: SoldPart;
  readonly name: string;
  /** What one of it costs and gives. */
  readonly words: string;
  readonly quantity: number;
  readonly tier: number | null;
  /** Of an add-on: its tiers. */
  readonly offer: Pick<OfferView, "tiers" | "currency"> | null;
};

export type SoldFields = {
  readonly quantity: number;
  readonly tier: number | null;
  readonly reason: string;
};

type Asked = SoldPart & { readonly subscriptionId: string; readonly fields: SoldFields };

const addOnOf = ({ id, fields }: Asked) => ({ planId: id, ...fields });
const piecesOf = ({ id, fields: { quantity, reason } }: Asked) => ({
  ...{ chargeId: id, quantity, reason },
});

export const previewSold = (asked: Asked): Promise<ActionResult<SoldPreview>> => {
  const { kind, subscriptionId } = asked;
  return kind === "add_on"
    ? previewAddOnAction({ subscriptionId, sold: addOnOf(asked) })
    : previewPiecesAction({ subscriptionId, sold: piecesOf(asked) });
};

export const sell = ({ fingerprint, ...asked }: Asked & { readonly fingerprint: string }) => {
  const { kind, subscriptionId } = asked;
  return kind === "add_on"
    ? setAddOnAction({ subscriptionId, sold: addOnOf(asked), fingerprint })
    : setPiecesAction({ subscriptionId, sold: piecesOf(asked), fingerprint });
};
