-- What a consume was answered, for its repeats: balances and entitlements as they were then.

CREATE TABLE "consume_answer" (
    "organization_id" UUID NOT NULL,
    "event_id" TEXT NOT NULL,
    "answer" JSONB NOT NULL,

    CONSTRAINT "consume_answer_pkey" PRIMARY KEY ("organization_id","event_id")
);
