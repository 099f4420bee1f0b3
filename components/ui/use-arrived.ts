import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * Whether the page listens already. What the server has drawn is seen before: a field that took
 * text then would lose it, so fields take none until this says so.
 */
export const useArrived = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
