import * as z from "zod";
import { cleanAmount } from "@/components/form/clean-amount";
import { dayStart } from "@/components/form/day-start";
import { type TopUpFields, TopUpInput } from "@/lib/invoicing/schema";

export const KINDS = ["free", "bought", "pack"] as const;
export type Kind = (typeof KINDS)[number];

/** Days from when the credits become usable; "" never, or as the pack says. */
export const TERMS = [
  ["", "Never"],
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "1 year"],
  ["day", "On a day…"],
] as const;

/** Priorities by what they mean; lower burns first. "": normal, or as the pack says. */
export const PRIORITIES = [
  ["1", "Spend first"],
  ["", "Normal"],
  ["100", "Spend last"],
] as const;

const Fields = z.object({
  walletId: z.string(),
  kind: z.enum(KINDS),
  /** What a bought amount is named in. */
  by: z.enum(["credits", "money"]),
  credits: z.string(),
  money: z.string(),
  packId: z.string(),
  /** Pieces of it. */
  quantity: z.string(),
  availability: z.enum(["on_payment", "at_once"]),
  term: z.string(),
  /** A date, where the term is a day; it begins where the customer is. */
  day: z.string(),
  zone: z.string(),
  priority: z.string(),
  name: z.string(),
  reason: z.string(),
  reference: z.string(),
});
export type TopUpFormFields = z.infer<typeof Fields>;

/** The form's fields, held to what the top-up itself demands. */
export const TopUpForm = Fields.superRefine((fields, issue) => {
  const parsed = TopUpInput.safeParse(topUpOf(fields));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const [field = ""] = path;
    const own = FIELD_OF[String(field)] ?? String(field);
    issue.addIssue({ code: "custom", path: [own], message });
  }
});

const FIELD_OF: Readonly<Record<string, string>> = { expiresAt: "day", expiresAfterDays: "term" };

/** What is asked of the server: only the fields of the chosen kind. */
export function topUpOf(fields: TopUpFormFields): TopUpFields {
  const { kind, by, availability, packId, term, day, name, reason, reference } = fields;
  const terms = {
    ...{ name, reason, reference },
    priority: fields.priority === "" ? null : Number(fields.priority),
    expiresAt: term === "day" ? dayStart(day, fields.zone) : null,
    expiresAfterDays: term === "" || term === "day" ? null : Number(term),
  };
  // An amount left empty is an amount that is not above zero, not one that is not wanted.
  const credits = cleanAmount(fields.credits) || "0";
  const money = cleanAmount(fields.money) || "0";
  switch (kind) {
    case "free":
      return { kind, credits, ...terms };
    case "bought":
      return {
        ...{ kind, availability, ...terms },
        credits: by === "credits" ? credits : null,
        money: by === "money" ? money : null,
      };
    case "pack":
      return { kind, packId, quantity: Number(fields.quantity), availability, ...terms };
  }
}
