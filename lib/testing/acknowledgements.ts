/** What callers were answered, held against what is stored: nothing lost, nothing twice, nothing else. */

/** The last answer to a command, mostly a debit, which may have been asked for several times under its reference. */
export type DebitAnswer = {
  readonly reference: string;
  /** Null: refused. */
  readonly taken: { readonly transactionId: string; readonly credits: string } | null;
};

/** The last answer to an event; `duplicate` after an answer that never arrived. */
export type EventAnswer = {
  readonly eventId: string;
  readonly status: string;
  readonly credits: string;
};

export type StoredDebit = {
  readonly reference: string;
  readonly transactionId: string;
  readonly credits: string;
};

export type StoredEvent = {
  readonly eventId: string;
  readonly status: string;
  readonly credits: string;
};

export type Answers = {
  readonly debits: readonly DebitAnswer[];
  readonly events: readonly EventAnswer[];
};
export type Stored = {
  readonly debits: readonly StoredDebit[];
  readonly events: readonly StoredEvent[];
};

/** A sentence for each difference; every call must have been answered in the end. */
export function differencesBetween(answers: Answers, stored: Stored): readonly string[] {
  return [
    ...matched("debit", {
      answers: byName(answers.debits, ({ reference }) => reference),
      stored: byName(stored.debits, ({ reference }) => reference),
      differ: debitDifference,
    }),
    ...matched("event", {
      answers: byName(answers.events, ({ eventId }) => eventId),
      stored: byName(stored.events, ({ eventId }) => eventId),
      differ: eventDifference,
    }),
  ];
}

type Sides<Answer, Row> = {
  readonly answers: ReadonlyMap<string, readonly Answer[]>;
  readonly stored: ReadonlyMap<string, readonly Row[]>;
  /** What is wrong with one that is stored once, or not at all. */
  readonly differ: (answer: Answer, row: Row | undefined) => string | undefined;
};

function matched<Answer, Row>(
  thing: string,
  { answers, stored, differ }: Sides<Answer, Row>,
): readonly string[] {
  const wrong = [...answers].flatMap(([name, given]) => {
    const rows = stored.get(name) ?? [];
    if (rows.length > 1) return [`${thing} ${name} is stored ${rows.length} times`];
    return given.flatMap((answer) => {
      const difference = differ(answer, rows[0]);
      return difference === undefined ? [] : [`${thing} ${name} ${difference}`];
    });
  });
  const unasked = [...stored.keys()].filter((name) => !answers.has(name));
  return [...wrong, ...unasked.map((name) => `${thing} ${name} was never answered`)];
}

function debitDifference({ taken }: DebitAnswer, row: StoredDebit | undefined) {
  if (taken === null) return row && "was refused and is stored";
  if (row === undefined) return "was accepted and is lost";
  if (row.transactionId !== taken.transactionId) return "was answered as another transaction";
  return row.credits === taken.credits
    ? undefined
    : `took ${row.credits}, answered ${taken.credits}`;
}

function eventDifference({ status, credits }: EventAnswer, row: StoredEvent | undefined) {
  if (row === undefined) return `was ${status} and is lost`;
  if (status !== "duplicate" && row.status !== status)
    return `is ${row.status}, answered ${status}`;
  return row.credits === credits ? undefined : `took ${row.credits}, answered ${credits}`;
}

function byName<T>(things: readonly T[], nameOf: (thing: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(nameOf(thing));
    if (group) group.push(thing);
    else groups.set(nameOf(thing), [thing]);
  }
  return groups;
}
