export const TURN_WORDS = {
  pause: {
    open: "Pause…",
    title: "Pause subscription",
    does: "From now on no fee is asked and nothing is given, and use is priced as without the plan. Credits that were given stay to their own end.",
    deed: "Pause",
    doing: "Pausing…",
    done: "It is paused",
  },
  resume: {
    open: "Resume…",
    title: "Resume subscription",
    does: "Within the period that was paid for it goes on as it was; after its end a new period begins at once, with its fees and credits.",
    deed: "Resume",
    doing: "Resuming…",
    done: "It runs again",
  },
  reactivate: {
    open: "Take the cancellation back…",
    title: "Take the cancellation back",
    does: "It renews again, as if nobody had cancelled.",
    deed: "Keep it running",
    doing: "Taking back…",
    done: "It renews again",
  },
} as const;

export type TurnName = keyof typeof TURN_WORDS;
