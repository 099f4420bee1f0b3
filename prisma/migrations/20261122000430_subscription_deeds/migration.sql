-- What was done to a subscription under a caller's own name: asked again, the first answer is given.
CREATE TABLE "subscription_deed" (
    "organization_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "subscription_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "subscription_deed_pkey" PRIMARY KEY ("organization_id", "reference")
);
