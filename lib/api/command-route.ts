/** What the commands of the ledger have in common: how they are named, and what they answer. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import type { DomainErrorCode } from "@/lib/errors";
import type { BookedView } from "@/lib/ledger/schema";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./dialect/receipt";
import { IdempotencyKey } from "./fields";
import { answered, type Route, route } from "./route";

/** In the body of each command: the caller's own name for it, and the preview it goes by. */
export const Named = {
  idempotency_key: IdempotencyKey,
  fingerprint: z.string().max(64).nullish(),
};

/** The same as the slices call them; `NAMED` tells what they find wrong by the body's names. */
export const named = (body: z.output<z.ZodObject<typeof Named>>) => ({
  reference: body.idempotency_key,
  fingerprint: body.fingerprint ?? undefined,
});

export const NAMED = { reference: "idempotency_key" };

/** How any command can be refused. */
export const COMMAND_REFUSALS = [
  "validation_error",
  "not_found",
  "invalid_state",
  "idempotency_conflict",
  "stale_preview",
] as const satisfies readonly DomainErrorCode[];

type Book<Params, Body> = (ctx: Context, params: Params, body: Body) => Promise<BookedView>;

/** A command that answers its receipt, and its preview, which takes the same body. */
export const commandRoute = <Params extends z.ZodType, Body extends z.ZodType>({
  book,
  preview,
  refusals = [],
  ...declaration
}: {
  readonly path: string;
  readonly summary: string;
  readonly params: Params;
  readonly body: Body;
  /** Beside those of any command. */
  readonly refusals?: readonly DomainErrorCode[];
  readonly book: Book<z.output<Params>, z.output<Body>>;
  readonly preview: Book<z.output<Params>, z.output<Body>>;
}): readonly Route[] =>
  route({
    ...declaration,
    method: "post",
    scope: "wallets:write",
    reply: ReceiptDialect,
    status: 200,
    refusals: [...COMMAND_REFUSALS, ...refusals],
    run: async (ctx, { params, body }) => {
      const booked = await book(ctx, params, body);
      return answered(receiptDialect(booked), booked.isReplayed);
    },
    preview: {
      reply: PreviewDialect,
      run: async (ctx, { params, body }) => previewDialect(await preview(ctx, params, body)),
    },
  });
