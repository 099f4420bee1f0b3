/**
 * Meters an application's AI calls: asks before each, sends what it cost after it, and a heartbeat
 * a minute while a long job runs. Copy it, and put your model in place of `Model`.
 *
 * Three features of the catalogue belong to it: `ai_credits` sums the property `credits` of
 * `model.inference`, at one credit each; `compute_minutes` counts `compute.minute`.
 */
import { answerOf, type FlorinClient, persistently } from "../florin-client";

export type Model = {
  readonly name: string;
  /** What a call costs, in credits, as decimal text. */
  readonly credits: string;
  readonly answer: (prompt: string) => Promise<string>;
};

type Metering = {
  readonly client: FlorinClient;
  /** The application's own id of the customer. */
  readonly customer: string;
  readonly sleep: (ms: number) => Promise<void>;
};

/** `isDone` is false if the credits ended before the work; what was done until then is answered. */
type Outcome<T> = { readonly isDone: boolean; readonly answers: readonly T[] };

const ATTEMPTS = 5;
const A_MINUTE_MS = 60_000;

/**
 * Answers prompts until the customer's credits refuse the next one.
 *
 * @param job names the work: run again under the same name, it charges nothing a second time.
 */
export async function answerPrompts(
  metering: Metering,
  model: Model,
  { job, prompts }: { readonly job: string; readonly prompts: readonly string[] },
): Promise<Outcome<string>> {
  const answers: string[] = [];
  for (const [index, prompt] of prompts.entries()) {
    if (!(await mayUse(metering, "ai_credits", model.credits))) return { isDone: false, answers };
    answers.push(await model.answer(prompt));
    await send(metering, {
      event_name: "model.inference",
      event_id: `${job}-${index}`,
      group_id: job,
      properties: { credits: model.credits, model: model.name },
    });
  }
  return { isDone: true, answers };
}

/**
 * Runs a long job a step at a time, each at most a minute long, and pays for each minute as it
 * begins. A job that the credits stop can be taken up again where it stood.
 *
 * @param steps answers whether there is more to do.
 */
export async function runLongJob(
  metering: Metering,
  { job, step }: { readonly job: string; readonly step: (minute: number) => Promise<boolean> },
): Promise<Outcome<number>> {
  const answers: number[] = [];
  for (let minute = 0; ; minute++) {
    if (!(await mayUse(metering, "compute_minutes", "1"))) return { isDone: false, answers };
    const heartbeat = { event_name: "compute.minute", event_id: `${job}-${minute}`, group_id: job };
    const { status } = await send(metering, heartbeat);
    // Somebody else may have spent the credits between the question and the heartbeat.
    if (status === "refused") return { isDone: false, answers };
    const [isMore] = await Promise.all([step(minute), metering.sleep(A_MINUTE_MS)]);
    answers.push(minute);
    if (!isMore) return { isDone: true, answers };
  }
}

async function mayUse(
  { client, customer, sleep }: Metering,
  feature: string,
  quantity: string,
): Promise<boolean> {
  const body = { external_customer_id: customer, feature_key: feature, quantity };
  const ask = () => answerOf(client.POST("/check", { body }));
  const { allowed } = await persistently(ask, { attempts: ATTEMPTS, sleep });
  return allowed;
}

type Event = {
  readonly event_name: string;
  readonly event_id: string;
  readonly group_id: string;
  readonly properties?: Record<string, string>;
};

/** By its id an event that is sent again after a lost answer counts once. */
const send = ({ client, customer, sleep }: Metering, event: Event) =>
  persistently(
    () => answerOf(client.POST("/events", { body: { ...event, external_customer_id: customer } })),
    { attempts: ATTEMPTS, sleep },
  );
