/**
 * One declaration makes the handler and the OpenAPI operation: gate and scope, parse, run,
 * reply, problem. The twin of `action` (`lib/transport/action.ts`).
 */
import * as z from "zod";
import type { Scope } from "@/lib/api-key/rules/scope";
import type { Context } from "@/lib/context";
import { DomainError, type DomainErrorCode, isDomainError } from "@/lib/errors";
import type { Fault } from "@/lib/transport/fault";

export type Method = "get" | "post" | "put" | "delete";

/** What a handler is given: the parsed parts, and what a route without a schema may ask for. */
export type Asked<Params, Query, Body> = {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The header `Idempotency-Key`, merged into `body.idempotency_key` where the body has one. */
  readonly idempotencyKey: string | undefined;
  /** What `json.ts` found; only for routes that say `judgesBody`. */
  readonly bodyFaults: readonly Fault[];
};

/** An answer that was given before under the same idempotency key. */
export class Replayed<T> {
  constructor(readonly body: T) {}
}

/** The first answer, marked if it is given again. */
export const answered = <T>(body: T, isReplayed: boolean): T | Replayed<T> =>
  isReplayed ? new Replayed(body) : body;

/** A refusal whose answer says, beside the problem, what the operation would have answered. */
export class Refused<T> {
  constructor(
    readonly error: DomainError,
    readonly status: number,
    readonly body: T,
  ) {}
}

type Run<Params, Query, Body, Reply> = (
  ctx: Context,
  asked: Asked<Params, Query, Body>,
) => Promise<Reply | Replayed<Reply> | Refused<object>>;

type Declaration<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Reply extends z.ZodType,
  Preview extends z.ZodType,
> = {
  readonly method: Method;
  /** As OpenAPI writes it: `/wallets/{walletId}`. */
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly reply: Reply;
  readonly status: 200 | 201 | 202 | 204;
  readonly refusals: readonly DomainErrorCode[];
  /** Refusals that come with another status than elsewhere. */
  readonly statuses?: Statuses;
  /** The body's parts are judged one by one by `run`: one bad event does not stop the others. */
  readonly judgesBody?: boolean;
  readonly run: Run<z.output<Params>, z.output<Query>, z.output<Body>, z.input<Reply>>;
  /** The twin `…/preview`: same body, changes nothing (API.md §1.11). */
  readonly preview?: {
    readonly reply: Preview;
    readonly run: Run<z.output<Params>, z.output<Query>, z.output<Body>, z.input<Preview>>;
  };
};

type Statuses = { readonly [Code in DomainErrorCode]?: number };

/** A declaration with its types forgotten: what the app mounts and the document lists. */
export type Route = {
  readonly method: Method;
  readonly path: string;
  readonly scope: Scope;
  readonly summary: string;
  readonly params: z.ZodType;
  readonly query: z.ZodType;
  readonly body: z.ZodType | undefined;
  readonly reply: z.ZodType;
  readonly status: 200 | 201 | 202 | 204;
  readonly refusals: readonly DomainErrorCode[];
  readonly statuses?: Statuses;
  readonly judgesBody: boolean;
  readonly run: (ctx: Context, asked: Asked<never, never, never>) => Promise<unknown>;
};

const Nothing = z.object({});

/** Declares an operation, and its preview if it has one. */
export function route<
  Reply extends z.ZodType,
  Params extends z.ZodType = typeof Nothing,
  Query extends z.ZodType = typeof Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Preview extends z.ZodType = z.ZodNever,
>(declaration: Declaration<Params, Query, Body, Reply, Preview>): readonly Route[] {
  const { preview, params, query, body, judgesBody, ...rest } = declaration;
  const main: { -readonly [Key in keyof Route]: Route[Key] } = {
    ...rest,
    params: params ?? Nothing,
    query: query ?? Nothing,
    body,
    judgesBody: judgesBody ?? false,
  };
  if (preview === undefined) return [main];
  main.run = withNewPreview(main.run, preview.run);
  const twin: Route = {
    ...main,
    path: `${rest.path}/preview`,
    summary: `Preview: ${rest.summary}`,
    reply: preview.reply,
    status: 200,
    run: preview.run,
  };
  return [main, twin];
}

/** A call that would not come to what was shown is told what its twin says now (API.md §1.11). */
function withNewPreview(run: Route["run"], preview: Route["run"]): Route["run"] {
  return async (ctx, asked) => {
    try {
      return await run(ctx, asked);
    } catch (thrown) {
      if (!isDomainError(thrown) || thrown.code !== "stale_preview") throw thrown;
      const shown = await preview(ctx, asked);
      if (shown instanceof Refused) return shown;
      throw new DomainError("stale_preview", thrown.message, { preview: shown });
    }
  };
}
