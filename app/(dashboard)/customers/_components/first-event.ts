/** A call that sends an event, ready to copy into a shell. */
export const curlOf = (event: Readonly<Record<string, unknown>>): string =>
  `curl -X POST "$FLORIN_URL/v1/events" \\
  -H "x-api-key: $FLORIN_API_KEY" -H "content-type: application/json" \\
  -d ${shellQuoted(JSON.stringify(event))}`;

/** A customer's first event; sent twice, it counts once. */
export const firstEventOf = (externalId: string, eventName = "contact_search"): string =>
  curlOf({ event_id: "first-1", event_name: eventName, external_customer_id: externalId });

/** External ids are the callers' own and may hold a quote. */
const shellQuoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
