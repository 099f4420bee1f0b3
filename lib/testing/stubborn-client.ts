/** Callers of a server that may die at any moment: each asks again, with the same key, until it is answered. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { DebitAnswer, EventAnswer } from "./acknowledgements";

/** Longer than a start may take, with its database; who waits so long has found a fault. */
const PATIENCE_MS = 150_000;
const PAUSE_MS = 20;
/** Not enough credits; a state that does not allow it; more than there is. */
const REFUSED = new Set([402, 409, 422]);

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of an answer is what it asserts
type Reply = { readonly status: number; readonly body: any };

export class StubbornClient {
  readonly debits: DebitAnswer[] = [];
  readonly events: EventAnswer[] = [];
  /** Calls that had to be sent again because the connection broke under them. */
  cut = 0;
  /** Calls that are sent and not answered. */
  underWay = 0;
  /** Answers that asked to come again. */
  putOff = 0;

  constructor(
    private readonly url: string,
    private readonly secret: string,
  ) {}

  get answered(): number {
    return this.debits.length + this.events.length;
  }

  async debit(externalCustomerId: string, credits: string): Promise<void> {
    await this.command("/v1/wallets/debit", {
      ...{ external_customer_id: externalCustomerId, credits },
      ...{ reason_code: "other", reason: "Kill test" },
    });
  }

  /** A command under a reference of its own. @returns what it was answered, undefined if refused. */
  async command(path: string, asked: object): Promise<Reply["body"] | undefined> {
    const reference = `call-${randomUUID()}`;
    const { status, body } = await this.ask(path, { ...asked, idempotency_key: reference });
    const isDone = status === 200 || status === 201;
    if (!isDone && !REFUSED.has(status)) throw unexpected(status, body);
    const { transaction_id: transactionId, credits } = body;
    this.debits.push({ reference, taken: isDone ? { transactionId, credits } : null });
    return isDone ? body : undefined;
  }

  event(externalCustomerId: string): Promise<void> {
    return this.sendEvents([anEvent(externalCustomerId)]);
  }

  eventsTogether(externalCustomerIds: readonly string[]): Promise<void> {
    return this.sendEvents(externalCustomerIds.map(anEvent));
  }

  /** One by itself, several in one call. */
  async sendEvents(events: readonly SentEvent[]): Promise<void> {
    const isOne = events.length === 1;
    const [path, sent] = isOne ? ["/v1/events", events[0]] : ["/v1/events/bulk", { events }];
    const { status, body } = await this.ask(path, sent);
    if (status !== 202) throw unexpected(status, body);
    for (const result of isOne ? [body] : body.results) this.hear(result);
  }

  private hear(result: Reply["body"]): void {
    const { event_id: eventId, status, credits } = result;
    this.events.push({ eventId, status, credits });
  }

  /** The first answer that is one. */
  private async ask(path: string, body: unknown): Promise<Reply> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      this.underWay += 1;
      const reply = await this.send(path, body).finally(() => {
        this.underWay -= 1;
      });
      if (reply !== undefined && reply.status !== 503) return reply;
      if (reply === undefined) this.cut += 1;
      else this.putOff += 1;
      if (Date.now() > deadline) throw new Error(`no answer from ${path} in ${PATIENCE_MS} ms`);
      await sleep(PAUSE_MS);
    }
  }

  /** Undefined: no answer, or half of one. */
  private async send(path: string, body: unknown): Promise<Reply | undefined> {
    try {
      const response = await fetch(this.url + path, {
        method: "POST",
        headers: { "content-type": "application/json", "x-api-key": this.secret },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return { status: response.status, body: isJson ? JSON.parse(text) : text };
    } catch {
      return undefined;
    }
  }
}

export type SentEvent = {
  readonly event_name: string;
  readonly external_customer_id: string;
  readonly event_id: string;
};

export const anEvent = (externalCustomerId: string): SentEvent => ({
  event_name: "contact_export",
  external_customer_id: externalCustomerId,
  event_id: `event-${randomUUID()}`,
});

const unexpected = (status: number, body: unknown) =>
  new Error(`answered ${status}: ${JSON.stringify(body)}`);
