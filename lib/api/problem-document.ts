/** The error body as the document tells it: what `details` holds, where a program would act on it. */
import * as z from "zod";
import type { DomainErrorCode } from "@/lib/errors";

const Text = z.string();
const Count = z.int();

const Problem = z
  .object({
    type: Text,
    title: Text,
    status: Count,
    detail: Text,
    instance: Text.nullable(),
    code: Text,
    message: Text,
    http_status_code: Count,
    details: z.record(Text, z.unknown()),
    errors: z.array(z.object({ pointer: Text, code: Text, detail: Text })),
    success: z.literal(false),
    error: z.object({ message: Text, internal_error: Text }),
  })
  .meta({ id: "Problem" });

const Cure = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("top_up"), credits: Text }),
    z.object({
      ...{ kind: z.literal("pack"), pack_id: Text, name: Text },
      ...{ credits: Text, price: Text, currency: Text },
    }),
    z.object({ kind: z.literal("upgrade"), plan_id: Text, name: Text }),
    z.object({ kind: z.literal("raise_limit") }),
  ])
  .meta({ id: "Cure", description: "What would make the refused use possible." });

const shortage = { required: Text, available: Text, shortfall: Text, cures: z.array(Cure) };

/** Of a batch of debits by its items, of one of events by its events. */
const Fit = z
  .object({
    ...{ index: Count, fits: z.boolean(), code: Text.nullable(), required: Text },
    ...{ event_id: Text.optional(), available: Text.optional(), shortfall: Text.optional() },
  })
  .meta({ id: "ItemFit", description: "How one item fared of a call that takes all or nothing." });

const batch = {
  events: Count.optional(),
  fitting: Count.optional(),
  first_unfit: z.object({ index: Count, event_id: Text, feature_id: Text }).optional(),
  items: z.array(Fit).optional(),
};

const DETAILS = {
  insufficient_credits: z.object({ ...shortage, ...batch }),
  limit_reached: z.object({
    ...{ ...shortage, scope: z.enum(["feature", "member", "overage"]), limit: Text, used: Text },
    ...{ member: Text.optional(), resets_at: Text.optional(), ...batch },
  }),
  not_entitled: z.object({ feature_key: Text }),
} satisfies { [Code in DomainErrorCode]?: z.ZodType };

type Detailed = keyof typeof DETAILS;
const isDetailed = (code: DomainErrorCode): code is Detailed => code in DETAILS;

const NAMES = {
  insufficient_credits: "InsufficientCredits",
  limit_reached: "LimitReached",
  not_entitled: "NotEntitled",
} as const satisfies Record<Detailed, string>;

const documentOf = (code: Detailed) =>
  Problem.extend({ code: z.literal(code), details: DETAILS[code] }).meta({ id: NAMES[code] });

const DETAILED: Readonly<Record<Detailed, z.ZodType>> = {
  insufficient_credits: documentOf("insufficient_credits"),
  limit_reached: documentOf("limit_reached"),
  not_entitled: documentOf("not_entitled"),
};

/** What an answer of one status holds: one document a code where their details are told. */
export function problemSchema(codes: readonly DomainErrorCode[]): z.ZodType {
  const [first, ...rest] = codes.map((code) => (isDetailed(code) ? DETAILED[code] : Problem));
  const others = rest.filter((schema) => schema !== first);
  if (first === undefined || others.length === 0) return first ?? Problem;
  return z.union([first, ...others]);
}
