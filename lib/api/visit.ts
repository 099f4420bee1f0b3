/** What is learnt of a call on its way, beside its answer: for the request log and the headers. */
import type { ApiKey } from "@/lib/api-key/store";
import type { Context } from "@/lib/context";
import type { ApiKeyId, OrganizationId } from "@/lib/ids";
import { MOST_LETTERS, type RawExchange } from "@/lib/request-log/rules/exchange";
import { noteRequest } from "@/lib/request-log/writes/note-request";
import type { Knock } from "@/lib/transport/key-gate";
import type { RateLimiter } from "@/lib/transport/rate-limit";
import { exchangeOf, type Said } from "./exchange";

type Caller = {
  readonly organizationId: OrganizationId;
  readonly apiKeyId: ApiKeyId | null;
  readonly name: string;
};

export class Visit {
  readonly startedAt = new Date();
  /** Go with the answer, whatever it is. */
  readonly headers: Record<string, string> = {};
  /** Of a refusal. */
  code: string | null = null;
  /** The answer was given before. */
  isReplayed = false;
  #caller: Caller | undefined;
  #body: RawExchange["body"] | undefined;
  #exchange: RawExchange | undefined;

  constructor(
    /** As the document writes it. */
    readonly path: string,
    private readonly limiter: RateLimiter | undefined,
    /** Whether what was said in a refused call may be kept. */
    private readonly keepsExchange: boolean,
  ) {}

  /** What the gate asks and tells of the key. */
  gate(): Pick<Knock, "named" | "admit"> {
    return { named: (key) => this.#named(key), admit: (key) => this.#admit(key) };
  }

  #named({ organizationId, id, name }: ApiKey): void {
    this.#caller = { organizationId, apiKeyId: id, name };
  }

  async #admit({ id }: ApiKey): Promise<void> {
    const taken = await this.limiter?.take(id);
    Object.assign(this.headers, taken?.headers);
    if (taken?.refusal) throw taken.refusal;
  }

  /** Who comes by session has no key. */
  entered({ organizationId, actor }: Context): void {
    this.#caller ??= { organizationId, apiKeyId: null, name: actor.name };
  }

  /** The body as it came, in case that the call is refused. */
  took(text: string): void {
    if (text === "") this.#body = { state: "NONE" };
    else if (text.length > MOST_LETTERS) this.#body = { state: "TOO_LARGE" };
    else this.#body = { state: "READ", text };
  }

  /** What was asked and how it was refused. */
  refused(said: Said): void {
    if (!this.keepsExchange) return;
    this.#exchange = exchangeOf(said, this.#body);
  }

  /** Leaves a line in the log of the organization that asked, if anybody knows which. */
  note(answer: Answer): void {
    if (this.#caller === undefined) return;
    const { organizationId, apiKeyId, name } = this.#caller;
    const request = {
      organizationId,
      apiKeyId,
      actorName: name,
      at: this.startedAt,
      path: this.path,
      code: this.code,
      isReplayed: this.isReplayed,
      ...answer,
    };
    noteRequest(request, this.#exchange);
  }
}

type Answer = {
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  readonly address: string | null;
  readonly requestId: string;
};
