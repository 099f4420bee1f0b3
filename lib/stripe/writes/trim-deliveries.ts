import { deleteIdle } from "../store/idle";

const AT_ONCE = 5_000;

/** Forgets ignored deliveries and duplicates that came before `before`, in small pieces. @returns how many. */
export async function trimDeliveries(before: Date): Promise<number> {
  let gone = 0;
  for (;;) {
    const count = await deleteIdle(before, AT_ONCE);
    gone += count;
    if (count < AT_ONCE) return gone;
  }
}
