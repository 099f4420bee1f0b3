/** The form of an event sent by hand, and what it comes to. */
import * as z from "zod";
import { EventInput } from "@/lib/usage/schema/event";

const Json = z.string().transform((text, issue): unknown => {
  try {
    return text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    issue.addIssue({ code: "custom", message: 'Write JSON, such as {"region": "eu"}' });
    return z.NEVER;
  }
});

export const SendForm = EventInput.pick({
  externalCustomerId: true,
  eventName: true,
  member: true,
  groupId: true,
}).extend({ properties: Json.pipe(EventInput.shape.properties) });
/** As it is typed: the properties are text. */
export type SendFields = z.input<typeof SendForm>;

export const BLANK_EVENT: SendFields = {
  ...{ externalCustomerId: "", eventName: "", member: "", groupId: "" },
  properties: "{\n}",
};

/** The event as the API takes it; what is not typed yet stands as an example. */
export function eventBody(fields: SendFields) {
  const { externalCustomerId, eventName, member, groupId, properties } = fields;
  const parsed = Json.safeParse(properties).data;
  const isObject = typeof parsed === "object" && parsed !== null;
  return {
    event_name: eventName || "contact_search",
    external_customer_id: externalCustomerId || "your-customer",
    ...(member && { member }),
    ...(groupId && { group_id: groupId }),
    ...(isObject && Object.keys(parsed).length > 0 && { properties: parsed }),
  };
}

/** The same by TypeScript. */
export const typescriptOf = (body: ReturnType<typeof eventBody>): string =>
  `const answer = await fetch(\`\${process.env.FLORIN_URL}/v1/events\`, {
  method: "POST",
  headers: {
    "x-api-key": process.env.FLORIN_API_KEY!,
    "content-type": "application/json",
  },
  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}),
});
const { status, credits } = await answer.json();`;
