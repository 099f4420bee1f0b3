"use client";

import { useSyncExternalStore } from "react";

/**
 * Something that pages tell the frame around them, kept outside of React's state: a context that
 * changes while a page still arrives makes React draw that page twice, once more beside what the
 * server has sent.
 */
export function pageStore<Value>(first: Value) {
  let value = first;
  const readers = new Set<() => void>();
  return {
    read: () => value,
    set: (next: Value) => {
      value = next;
      for (const read of readers) read();
    },
    subscribe: (reader: () => void) => {
      readers.add(reader);
      return () => void readers.delete(reader);
    },
  };
}

type PageStore<Value> = Pick<ReturnType<typeof pageStore<Value>>, "read" | "subscribe">;

/** The value as it stands; whoever reads it is drawn anew when it changes. */
export const usePageStore = <Value>({ subscribe, read }: PageStore<Value>): Value =>
  useSyncExternalStore(subscribe, read, read);
