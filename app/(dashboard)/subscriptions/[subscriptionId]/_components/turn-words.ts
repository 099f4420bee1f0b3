export const TURN_WORDS = {
  pause: {
    turn: "pause",
    open: "Pause…",
    title: "Pause subscription",
    does: "From now on no fee is charged and no credits are given; use is priced as if there were no plan. Credits already given stay until they expire.",
    deed: "Pause",
    doing: "Pausing…",
    done: "It is paused",
  },
  resumption: {
    turn: "pause",
    open: "Set the day…",
    title: "When it goes on",
    does: "On that day it goes on by itself, as if somebody had resumed it. Without a day it stays paused until somebody does.",
    deed: "Save",
    doing: "Saving…",
    done: "Saved",
  },
  resume: {
    turn: "resume",
    open: "Resume…",
    title: "Resume subscription",
    does: "Within the period that was paid for it goes on as it was; after its end a new period begins at once, with its fees and credits.",
    deed: "Resume",
    doing: "Resuming…",
    done: "It runs again",
  },
  reactivate: {
    turn: "reactivate",
    open: "Take the cancellation back…",
    title: "Take the cancellation back",
    does: "It renews again, as if nobody had cancelled.",
    deed: "Keep it running",
    doing: "Taking back…",
    done: "It renews again",
  },
  retry: {
    turn: "retry-fees",
    open: "Try the fees again…",
    title: "Try suspended fees again",
    does: "Takes what is left of each fee’s period from the wallets as they stand. What they cannot pay stays suspended; it is tried again by itself when credits come.",
    deed: "Try again",
    doing: "Trying…",
    done: "Tried again",
  },
} as const;

export type TurnName = keyof typeof TURN_WORDS;
