/** What is learnt of a call on its way, beside its answer: for the request log and the headers. */
import type { ApiKey } from "@/lib/api-key/store";
import type { Context } from "@/lib/context";
import type { ApiKeyId, OrganizationId } from "@/lib/ids";
import { noteRequest } from "@/lib/request-log/writes/note-request";
import type { Knock } from "@/lib/transport/key-gate";
import type { RateLimiter } from "@/lib/transport/rate-limit";

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

  constructor(
    /** As the document writes it. */
    readonly path: string,
    private readonly limiter: RateLimiter | undefined,
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

  /** Leaves a line in the log of the organization that asked, if anybody knows which. */
  note(answer: Answer): void {
    if (this.#caller === undefined) return;
    const { organizationId, apiKeyId, name } = this.#caller;
    noteRequest({
      organizationId,
      apiKeyId,
      actorName: name,
      at: this.startedAt,
      path: this.path,
      code: this.code,
      isReplayed: this.isReplayed,
      ...answer,
    });
  }
}

type Answer = {
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  readonly address: string | null;
  readonly requestId: string;
};
