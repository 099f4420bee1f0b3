-- What was said in calls that were refused, beside the log's rows: those that went well have none.
CREATE TABLE "request_exchange" (
    "id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "idempotency_key" TEXT,
    "content_type" TEXT,
    "body_bytes" INTEGER,
    "body_state" TEXT NOT NULL,
    "body" TEXT,
    "answer" TEXT NOT NULL,
    "is_answer_cut" BOOLEAN NOT NULL,

    CONSTRAINT "request_exchange_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "request_exchange_body_state" CHECK ("body_state" IN ('WHOLE', 'CUT', 'NONE', 'UNREAD', 'NOT_JSON', 'TOO_LARGE', 'LEFT_OUT')),
    CONSTRAINT "request_exchange_body" CHECK (("body" IS NULL) = ("body_state" NOT IN ('WHOLE', 'CUT')))
);
-- It stands no longer than its call.
ALTER TABLE "request_exchange"
  ADD CONSTRAINT "request_exchange_request" FOREIGN KEY ("id") REFERENCES "request_log" ("id") ON DELETE CASCADE;
