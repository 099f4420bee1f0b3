import { leastIdAt } from "../rules/id-bound";
import { deleteRequestsBelow } from "../store";

const AT_ONCE = 10_000;

/** Forgets all calls answered before `before`, in small pieces. @returns how many. */
export async function trimRequests(before: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const count = await deleteRequestsBelow(leastIdAt(before), AT_ONCE);
    gone += count;
    if (count < AT_ONCE) return gone;
  }
}
