/** What narrows the explorer: each filter as the condition that it is, none where it is not asked for. */
import type { Param } from "@/lib/db/tx";
import { type OrganizationId, parseId } from "@/lib/ids";
import type { EventQuery } from "../schema/event";

export type EventFilter = Omit<EventQuery, "cursor" | "newerThan" | "limit">;

type Bind = (value: Param) => string;
type Maker = (filter: EventFilter, bind: Bind) => string | null | false;

/** `%`, `_` and the backslash stand for themselves. */
const literal = (text: string) => text.replaceAll(/[\\%_]/g, "\\$&");

const MAKERS: readonly Maker[] = [
  ({ customerId }, bind) => customerId !== null && `customer_id = ${bind(customerId)}::uuid`,
  ({ customer }, bind) => {
    if (customer === null) return null;
    const [whole, part] = [bind(customer), bind(`%${literal(customer)}%`)];
    return `(external_customer_id = ${whole}::text OR customer_id IN (SELECT c.id FROM customer AS c
      WHERE c.organization_id = $1::uuid AND c.name ILIKE ${part}::text))`;
  },
  ({ externalCustomerId }, bind) =>
    externalCustomerId !== null && `external_customer_id = ${bind(externalCustomerId)}::text`,
  ({ named }, bind) => {
    if (named === null) return null;
    const own = parseId("evt", named);
    const text = bind(named);
    const byOurs = own === undefined ? "" : ` OR id = ${bind(own)}::uuid`;
    return `(event_name = ${text}::text OR event_id = ${text}::text${byOurs})`;
  },
  ({ eventName }, bind) => eventName !== null && `event_name = ${bind(eventName)}::text`,
  ({ eventId }, bind) => eventId !== null && `event_id = ${bind(eventId)}::text`,
  ({ featureId }, bind) =>
    featureId !== null && `charges @> ${bind(JSON.stringify([{ feature_id: featureId }]))}::jsonb`,
  // Said as the partial index says it, so that it serves.
  ({ status }) => status !== null && status !== "ACCEPTED" && "status <> 'ACCEPTED'",
  ({ status }, bind) => status !== null && `status = ${bind(status)}::event_status`,
  ({ code }, bind) => code !== null && `code = ${bind(code)}::text`,
  ({ member }, bind) => member !== null && `member = ${bind(member)}::text`,
  ({ groupId }, bind) => groupId !== null && `group_id = ${bind(groupId)}::text`,
  ({ source }, bind) => source !== null && `source = ${bind(source)}::text`,
  ({ apiKeyId }, bind) => apiKeyId !== null && `api_key_id = ${bind(apiKeyId)}::uuid`,
  // As text, so that `5` and `"5"` are equal, as they are to the filters of features.
  ({ properties }, bind) =>
    properties
      .map(
        ({ name, values }) => `properties ->> ${bind(name)}::text = ANY(${bind(values)}::text[])`,
      )
      .join(" AND "),
  ({ lagAbove }, bind) =>
    lagAbove !== null &&
    `recorded_at - occurred_at > make_interval(secs => ${bind(lagAbove)}::int)`,
  ({ from }, bind) => from !== null && `occurred_at >= ${bind(from)}::timestamptz`,
  ({ to }, bind) => to !== null && `occurred_at < ${bind(to)}::timestamptz`,
];

/** The conditions together; `bind` adds a parameter and answers its place. */
export function conditionsOf(organizationId: OrganizationId, filter: EventFilter) {
  const params: Param[] = [organizationId];
  const bind: Bind = (value) => `$${params.push(value)}`;
  const made = MAKERS.map((make) => make(filter, bind)).filter((condition) => !!condition);
  return { where: ["organization_id = $1::uuid", ...made].join(" AND "), params, bind };
}
